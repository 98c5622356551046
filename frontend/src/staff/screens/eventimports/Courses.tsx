import { useTexts } from "../../../i18n/staffTexts";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { Field } from "../../../ui/Field/Field";
import { saveFile } from "../../../ui/saveFile";
import { CourseFaults, CourseTable } from "../../eventimports/CourseTable";
import { type Courses, useCourses } from "../../eventimports/useCourses";
import { csvOf } from "../../imports/csv";
import { Page } from "../../shell/Page";

const HEADING = [
  "Kursnummer",
  "Titel",
  "Beschreibung",
  "Datum",
  "Beginn",
  "Ende",
  "Ort",
  "Straße",
  "PLZ",
  "Gemeinde",
  "Gebühr",
  "Link",
];

/** Courses of the adult-education centre from a file: looked at first, then taken over as a whole. */
export default function CoursesScreen() {
  const { t } = useTexts();
  const of = useCourses();
  const choose = (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (chosen) void of.choose(chosen);
    input.value = "";
  };
  return (
    <Page screen="/team/veranstaltungen/import" intro={t("eventimports.intro")}>
      <div class="stack">
        <Field
          name="file"
          label={t("eventimports.file")}
          hint={t("eventimports.file_hint")}
          disabled={of.busy !== ""}
        >
          {(control) => (
            <input
              {...control}
              class="input"
              type="file"
              required={false}
              accept=".csv,.txt,.xlsx,.ics,text/csv,text/calendar"
              onChange={(event) => choose(event.currentTarget)}
            />
          )}
        </Field>
        {of.file && <p>{t("eventimports.chosen", { name: of.file.name })}</p>}
        <div class="form-actions">
          <button
            type="button"
            class="button button-small"
            onClick={() => saveFile(csvOf([HEADING]), "vorlage-kurse.csv")}
          >
            {t("eventimports.template")}
          </button>
        </div>
      </div>
      <ErrorSummary items={of.faults.map((text) => ({ name: "", text }))} />
      {of.busy && (
        <p role="status">
          <progress aria-hidden="true" /> {t(`eventimports.${of.busy}`)}
        </p>
      )}
      {of.seen && !of.busy && <Seen seen={of.seen} apply={of.apply} />}
      {of.done && (
        <section class="stack">
          <p role="status" class="note">
            {t("eventimports.done")}
          </p>
          <Counts of={of.done} />
          <CourseTable of={of.done} />
        </section>
      )}
    </Page>
  );
}

function Counts({ of }: { of: Courses }) {
  const { t } = useTexts();
  const { create = 0, change = 0, same = 0, archive = 0, cancel = 0, missing = 0 } = of.counts;
  return (
    <p>
      {t("eventimports.counts", { create, change, same, archive })}
      {cancel + missing > 0 && <> {t("eventimports.counts_people", { cancel, missing })}</>}
    </p>
  );
}

function Seen({ seen, apply }: { seen: Courses; apply: () => Promise<void> }) {
  const { t } = useTexts();
  const { create = 0, change = 0, archive = 0, cancel = 0, missing = 0 } = seen.counts;
  const changes = create + change + cancel + archive + missing;
  const ignored = seen.ignored.length > 0 && (
    <p class="note">{t("eventimports.ignored", { names: seen.ignored.join(", ") })}</p>
  );
  if (seen.faults.length > 0)
    return (
      <section class="stack">
        <p class="note note-danger">{t("eventimports.faulty")}</p>
        {ignored}
        <CourseFaults of={seen} />
      </section>
    );
  return (
    <section class="stack" aria-labelledby="courses-seen">
      <h2 id="courses-seen">{t("eventimports.seen")}</h2>
      <Counts of={seen} />
      {ignored}
      {seen.steps.length > 0 && <CourseTable of={seen} />}
      {changes > 0 ? (
        <div class="form-actions">
          <button type="button" class="button button-main" onClick={() => void apply()}>
            {t("eventimports.apply", { count: changes })}
          </button>
        </div>
      ) : (
        <p class="note">{t("eventimports.nothing")}</p>
      )}
    </section>
  );
}
