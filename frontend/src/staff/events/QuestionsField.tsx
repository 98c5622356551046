import { useTexts } from "../../i18n/staffTexts";
import { FieldGroup, type FieldProps } from "../../ui/Field/Field";
import { textIn, withText } from "../../ui/TextsField/TextsField";
import type { Question } from "./model";

const KINDS = ["text", "yes_no", "choice"] as const;
const NEW: Question = {
  key: null,
  kind: "text",
  label: [],
  purpose: [],
  required: false,
  sensitivity: "ordinary",
  retention_days: null,
  choices: [],
};

/** What is asked who signs up: each question says what the answer is for. German here; other languages with the translations. */
export function QuestionsField(props: FieldProps<Question[]>) {
  const { value, onChange } = props;
  const { t } = useTexts();
  const put = (place: number, part: Partial<Question>) =>
    onChange(value.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <FieldGroup {...props} hint={t("planning.questions_hint")}>
      {value.map((one, place) => (
        <fieldset key={one.key ?? place} class="part">
          <legend class="field-label">{t("planning.question", { number: place + 1 })}</legend>
          <OneQuestion of={one} onChange={(part) => put(place, part)} />
          <div>
            <button
              type="button"
              class="button button-small button-quiet"
              onClick={() => onChange(value.filter((_, at) => at !== place))}
            >
              {t("planning.question_remove")}
              <span class="visually-hidden">: {textIn(one.label, "de") || place + 1}</span>
            </button>
          </div>
        </fieldset>
      ))}
      <div>
        <button type="button" class="button button-small" onClick={() => onChange([...value, NEW])}>
          {t("planning.question_add")}
        </button>
      </div>
    </FieldGroup>
  );
}

interface OneProps {
  of: Question;
  onChange: (part: Partial<Question>) => void;
}

function OneQuestion({ of, onChange }: OneProps) {
  const { t } = useTexts();
  const lines = of.choices.map(({ label }) => textIn(label, "de")).join("\n");
  const german = (name: "label" | "purpose") => (
    <label class="field">
      <span class="field-label">{t(`planning.question_${name}`)}</span>
      <input
        class="input"
        lang="de"
        dir="ltr"
        maxLength={300}
        value={textIn(of[name], "de")}
        onInput={(event) => onChange({ [name]: withText(of[name], "de", event.currentTarget.value) })}
      />
    </label>
  );
  return (
    <div class="tight">
      {german("label")}
      {german("purpose")}
      <label class="field">
        <span class="field-label">{t("planning.question_kind")}</span>
        <select
          class="input"
          value={of.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value as Question["kind"] })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind} selected={kind === of.kind}>
              {t(`planning.question_${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {of.kind === "choice" && (
        <label class="field">
          <span class="field-label">{t("planning.question_choices")}</span>
          <textarea
            class="input"
            rows={4}
            lang="de"
            dir="ltr"
            value={lines}
            onInput={(event) => onChange({ choices: choicesOf(event.currentTarget.value, of.choices) })}
          />
        </label>
      )}
      <Handling of={of} onChange={onChange} />
    </div>
  );
}

/** A line is an answer; the one in the same place keeps its code, so that answers given stay what they were. */
const choicesOf = (text: string, before: Question["choices"]): Question["choices"] =>
  text.split("\n").map((line, place) => ({
    code: before[place]?.code ?? "",
    label: withText(before[place]?.label ?? [], "de", line),
  }));

/** Whether it has to be answered, and how the answer is handled. */
function Handling({ of, onChange }: OneProps) {
  const { t } = useTexts();
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={of.required}
          disabled={of.sensitivity === "special"}
          onChange={(event) => onChange({ required: event.currentTarget.checked })}
        />
        <span>{t("planning.question_required")}</span>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={of.sensitivity === "special"}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? { sensitivity: "special", required: false }
                : { sensitivity: "ordinary" },
            )
          }
        />
        <span>
          {t("planning.question_special")}
          <small>
            {t("planning.question_special_hint")} {t("planning.question_special_voluntary")}
          </small>
        </span>
      </label>
      <label class="field">
        <span class="field-label">{t("planning.question_retention")}</span>
        <input
          class="input input-short"
          type="number"
          min={0}
          max={3650}
          value={of.retention_days ?? ""}
          onInput={(event) =>
            onChange({ retention_days: event.currentTarget.value ? event.currentTarget.valueAsNumber : null })
          }
        />
      </label>
    </>
  );
}
