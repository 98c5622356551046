import type { Question } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../i18n/languages";
import { Choice } from "../../../ui/Choice/Choice";
import { TextArea } from "../../../ui/TextArea/TextArea";
import { TextField } from "../../../ui/TextField/TextField";
import type { Faults, Person } from "./signing";

interface PersonFieldsProps {
  person: Person;
  change: (changes: Partial<Person>) => void;
  faults: Faults;
  questions: Question[];
  /** How many may come together. */
  most: number;
  /** What it means to change that. */
  partyHint?: string | undefined;
}

/** Who signs up: a name, one way to reach them, and what the organiser asks. */
export function PersonFields({ person, change, faults, questions, most, partyHint }: PersonFieldsProps) {
  const { t } = useI18n();
  const field = (name: "name" | "email" | "phone") => ({
    name,
    label: t(`signup.${name}`),
    value: person[name],
    onChange: (value: string) => change({ [name]: value }),
    fault: faults[name],
    maxLength: name === "phone" ? 60 : 200,
  });
  const parties = Array.from({ length: most }, (_, one) => ({
    value: String(one + 1),
    label: t("signup.people", { count: one + 1 }),
  }));
  return (
    <>
      <TextField {...field("name")} autocomplete="name" dir="auto" required />
      <TextField {...field("email")} type="email" autocomplete="email" hint={t("signup.email_hint")} />
      <TextField {...field("phone")} type="tel" autocomplete="tel" hint={t("signup.phone_hint")} />
      {parties.length > 1 && (
        <Choice
          name="party"
          label={t("signup.party")}
          value={person.party}
          options={parties}
          hint={partyHint}
          as="list"
          onChange={(party) => change({ party })}
          fault={faults.party}
        />
      )}
      <Choice
        name="language"
        label={t("signup.language")}
        value={person.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        as="list"
        onChange={(language) => change({ language })}
        fault={faults.language}
      />
      {questions.map((question) => (
        <Answer
          key={question.key}
          question={question}
          value={person.answers[question.key] ?? ""}
          onChange={(value) => change({ answers: { ...person.answers, [question.key]: value } })}
          fault={faults[`answers.${question.key}`]}
        />
      ))}
    </>
  );
}

interface AnswerProps {
  question: Question;
  value: string;
  onChange: (value: string) => void;
  fault: string | undefined;
}

function Answer({ question, value, onChange, fault }: AnswerProps) {
  const { t } = useI18n();
  const { key, kind, label, purpose, required, sensitivity, retention_days: days, choices } = question;
  const hint = [
    ...(purpose ? [`\u2068${purpose.text}\u2069`] : []), // it may be of another direction than what follows
    ...(sensitivity === "special" ? [t("signup.answer_sensitive")] : []),
    t("signup.answer_kept", { days }),
  ];
  const shared = {
    name: `answers.${key}`,
    label: label.text,
    hint: hint.join(" "),
    value,
    onChange,
    fault,
    required,
  };
  if (kind === "text") return <TextArea {...shared} rows={2} maxLength={1000} />;
  const options =
    kind === "yes_no"
      ? [
          { value: "yes", label: t("signup.yes") },
          { value: "no", label: t("signup.no") },
        ]
      : choices.map((choice) => ({ value: choice.code, label: choice.label.text }));
  return <Choice {...shared} options={options} />;
}
