import { useState } from "preact/hooks";
import type { Problem } from "../../../api/client";
import type { OwnRegistration, Question } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { PersonFields } from "./PersonFields";
import "../../../ui/Fold/Fold.css";
import { bodyOf, type Faults, faultsIn, type Person, refusedChange } from "./signing";

interface ChangeMineProps {
  mine: OwnRegistration;
  questions: Question[];
  /** How many may come together; as long as nobody may sign up, no more than now. */
  most: number;
  change: (body: Partial<OwnRegistration>) => Promise<Problem | null>;
}

/** An answer as the form holds it. */
function heldAnswer(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value ?? "");
}

/** Who signed up changes name, contact, party, language or answers. */
export function ChangeMine({ mine, questions, most, change }: ChangeMineProps) {
  const { t } = useI18n();
  const [person, setPerson] = useState<Person>({
    name: mine.name,
    email: mine.email ?? "",
    phone: mine.phone ?? "",
    language: mine.language,
    party: String(mine.party),
    answers: Object.fromEntries(Object.entries(mine.answers).map(([key, value]) => [key, heldAnswer(value)])),
  });
  const [faults, setFaults] = useState<Faults>({});
  const [state, setState] = useState<"" | "saving" | "saved">("");
  const save = async () => {
    const wrong = faultsIn(person, questions, t);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    const { party, answers, ...body } = bodyOf(person, questions);
    setState("saving");
    const problem = await change({
      ...body,
      ...(party !== mine.party ? { party } : {}),
      ...(questions.length > 0 ? { answers } : {}),
    });
    setFaults(problem ? refusedChange(problem, t) : {});
    setState(problem ? "" : "saved");
  };
  return (
    <details class="fold">
      <summary>
        <span class="fold-head">
          <h2>{t("signup.change")}</h2>
        </span>
      </summary>
      <form
        class="form fold-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ErrorSummary items={Object.entries(faults).map(([name, text]) => ({ name, text }))} />
        <PersonFields
          person={person}
          change={(changes) => {
            setState("");
            setPerson((old) => ({ ...old, ...changes }));
          }}
          faults={faults}
          questions={questions}
          most={Math.max(most, mine.party)}
          partyHint={mine.state === "waiting" ? t("signup.party_waiting") : undefined}
        />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={state === "saving"}>
            {t(state === "saving" ? "signup.saving" : "signup.save")}
          </button>
          <p role="status">{state === "saved" && t("signup.saved")}</p>
        </div>
      </form>
    </details>
  );
}
