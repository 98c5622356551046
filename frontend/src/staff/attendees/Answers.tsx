import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { TextField } from "../../ui/TextField/TextField";
import type { Answers as Given, Question } from "./types";

interface AnswersProps {
  questions: readonly Question[];
  value: Given;
  onChange: (value: Given) => void;
  fault: string | undefined;
}

/** The answers without those that were left empty. */
export function given(answers: Given): Given {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== "" && answer !== null));
}

/** What the organiser asks, for somebody who says it on the phone. */
export function AnswerFields({ questions, value, onChange, fault }: AnswersProps) {
  const { t } = useTexts();
  return (
    <>
      {questions.map((one) => {
        const answer = value[one.key];
        const hint = [
          ...(one.sensitivity === "special" ? [t("attendees.answer_sensitive")] : []),
          t("attendees.answer_kept", { days: one.retention_days }),
        ].join(" ");
        const shared = { name: "answers", label: one.label.text, hint, required: one.required, fault };
        const put = (next: unknown) => onChange({ ...value, [one.key]: next });
        if (one.kind === "text")
          return (
            <TextField
              key={one.key}
              {...shared}
              value={typeof answer === "string" ? answer : ""}
              onChange={put}
              maxLength={1000}
            />
          );
        const truth = one.kind === "yes_no";
        return (
          <Choice
            key={one.key}
            {...shared}
            as="list"
            none=""
            value={
              truth && typeof answer === "boolean" ? String(answer) : typeof answer === "string" ? answer : ""
            }
            onChange={(next) => put(truth && next !== "" ? next === "true" : next)}
            options={
              truth
                ? [
                    { value: "true", label: t("kit.yes") },
                    { value: "false", label: t("kit.no") },
                  ]
                : one.choices.map(({ code, label }) => ({ value: code, label: label.text }))
            }
          />
        );
      })}
    </>
  );
}
