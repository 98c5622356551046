import { useEffect, useRef } from "preact/hooks";
import type { Sheets } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Choice } from "../../../ui/Choice/Choice";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { TextArea } from "../../../ui/TextArea/TextArea";
import { TextField } from "../../../ui/TextField/TextField";
import { useLink } from "../../site";
import { type Answers, BACKGROUNDS, GENDERS, GRADES, QUESTIONS } from "./answering";
import { useSheet } from "./useSheet";

interface PartProps {
  answers: Answers;
  change: (changes: Partial<Answers>) => void;
}

/** Says before anything is sent what becomes of it. */
function Kept({ sheets }: { sheets: Sheets }) {
  const { t, day } = useI18n();
  const to = useLink();
  return (
    <section class="note stack">
      <h2 class="card-title">{t("sheet.kept")}</h2>
      <ul class="list">
        <li>{t("sheet.kept_counts")}</li>
        <li>{t("sheet.kept_nobody")}</li>
        <li>{t("sheet.kept_small")}</li>
        <li>{t("sheet.kept_comment", { day: day(sheets.comments_until) })}</li>
      </ul>
      <p>
        <a href={to("/datenschutz")}>{t("nav.privacy")}</a>
      </p>
    </section>
  );
}

function Who({ answers, change }: PartProps) {
  const { t } = useI18n();
  const none = t("sheet.not_stated");
  return (
    <section class="stack">
      <h2>{t("sheet.who")}</h2>
      <p class="muted">{t("sheet.who_why")}</p>
      <Choice
        name="gender"
        label={t("sheet.gender")}
        value={answers.gender}
        options={GENDERS.map((value) => ({
          value,
          label: value === "not_stated" ? none : t(`sheet.gender_${value}`),
        }))}
        as="radios"
        onChange={(gender) => change({ gender: gender as Answers["gender"] })}
      />
      <Choice
        name="background"
        label={t("sheet.background")}
        value={answers.background}
        options={BACKGROUNDS.map((value) => ({
          value,
          label: value === "not_stated" ? none : t(`sheet.background_${value}`),
        }))}
        as="radios"
        onChange={(background) => change({ background: background as Answers["background"] })}
      />
    </section>
  );
}

function How({ answers, change }: PartProps) {
  const { t } = useI18n();
  return (
    <section class="stack">
      <h2>{t("sheet.how")}</h2>
      {QUESTIONS.map((name) => (
        <Choice
          key={name}
          name={name}
          label={t(`sheet.${name}`)}
          value={answers.grades[name]}
          options={GRADES.map((value) => ({ value, label: t(`sheet.grade_${value}`) }))}
          none={t("sheet.not_stated")}
          as="radios"
          onChange={(grade) => change({ grades: { ...answers.grades, [name]: grade } })}
        />
      ))}
      <TextArea
        name="comment"
        label={t("sheet.comment")}
        hint={t("sheet.comment_hint")}
        value={answers.comment}
        rows={3}
        maxLength={1000}
        onChange={(comment) => change({ comment })}
      />
    </section>
  );
}

function Thanks({ again }: { again: () => void }) {
  const { t } = useI18n();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div class="note note-success stack">
      <h2 tabIndex={-1} ref={title}>
        {t("sheet.thanks")}
      </h2>
      <p>{t("sheet.thanks_text")}</p>
      <p>
        <button type="button" class="button" onClick={again}>
          {t("sheet.next")}
        </button>
      </p>
    </div>
  );
}

/** Six questions, each with "no answer" chosen at first, and what becomes of the answers. */
export function SheetForm({ sheets }: { sheets: Sheets }) {
  const { t, day } = useI18n();
  const { code, setCode, given, answers, change, faults, stage, counted, send, again } = useSheet(sheets);
  if (stage === "sent") return <Thanks again={again} />;
  return (
    <form
      class="form sheet"
      noValidate
      autocomplete="off"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (stage === "open") void send();
      }}
    >
      <p class="lead">{t("sheet.lead")}</p>
      <ErrorSummary items={Object.entries(faults).map(([name, text]) => ({ name, text }))} />
      <Kept sheets={sheets} />
      {(!given || faults.code) && (
        <TextField
          name="code"
          label={t("sheet.code")}
          hint={t("sheet.code_hint")}
          value={code}
          fault={faults.code}
          maxLength={20}
          autocomplete="off"
          dir="ltr"
          required
          short
          onChange={setCode}
        />
      )}
      {!counted && <Who answers={answers} change={change} />}
      <How answers={answers} change={change} />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={stage === "busy"}>
          {t(stage === "busy" ? "sheet.sending" : "sheet.send")}
        </button>
        {sheets.last_day && <p class="small muted">{t("sheet.until", { day: day(sheets.last_day) })}</p>}
      </div>
    </form>
  );
}
