import { useEffect } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { ConfirmButton } from "../../../ui/ConfirmButton/ConfirmButton";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { useRead } from "../../api/useRead";
import { CourseFaults, CourseTable } from "../../eventimports/CourseTable";
import { OriginForm } from "../../eventimports/OriginForm";
import { type Courses, nameOf, useCourses } from "../../eventimports/useCourses";
import { Load } from "../../Load";
import { Page } from "../../shell/Page";

/** Courses of another place from a file: looked at first, then taken over as a whole. */
export default function CoursesScreen() {
  const { t } = useTexts();
  const of = useCourses();
  const sources = useRead("/staff/event-import-sources", {});
  useEffect(() => {
    if (of.done) sources.reload();
  }, [of.done, sources.reload]);
  return (
    <Page screen="/team/veranstaltungen/import" intro={t("eventimports.intro")}>
      <Load of={sources}>{({ items }) => <OriginForm of={of} sources={items} />}</Load>
      <ErrorSummary items={of.faults.map((text) => ({ name: "", text }))} />
      {of.busy && (
        <p role="status">
          <progress aria-hidden="true" /> {t(`eventimports.${of.busy}`)}
        </p>
      )}
      {of.seen && of.origin && !of.busy && (
        <Seen seen={of.seen} source={nameOf(of.origin)} apply={of.apply} />
      )}
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

interface SeenProps {
  seen: Courses;
  source: string;
  apply: () => Promise<void>;
}

function Seen({ seen, source, apply }: SeenProps) {
  const { t } = useTexts();
  const {
    create = 0,
    change = 0,
    same = 0,
    archive = 0,
    stay_archived = 0,
    cancel = 0,
    missing = 0,
  } = seen.counts;
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
      {archive + missing > 0 && change + same + cancel + stay_archived === 0 && (
        <p class="note note-danger">{t("eventimports.foreign", { source })}</p>
      )}
      {changes > 0 ? (
        <div class="form-actions">
          {archive > 0 ? (
            <ConfirmButton
              label={t("eventimports.apply", { count: changes })}
              title={t("eventimports.archive_title")}
              small={false}
              onConfirm={apply}
            >
              <Archived seen={seen} source={source} />
            </ConfirmButton>
          ) : (
            <button type="button" class="button button-main" onClick={() => void apply()}>
              {t("eventimports.apply", { count: changes })}
            </button>
          )}
        </div>
      ) : (
        <p class="note">{t("eventimports.nothing")}</p>
      )}
    </section>
  );
}

/** Who archives something has read what. */
function Archived({ seen, source }: Pick<SeenProps, "seen" | "source">) {
  const { t } = useTexts();
  const gone = seen.steps.filter(({ action }) => action === "archive");
  return (
    <>
      <p>{t("eventimports.archives", { source, count: gone.length })}</p>
      <ul class="list" lang="de">
        {gone.map(({ external_id, title }) => (
          <li key={external_id}>
            {external_id}: {title}
          </li>
        ))}
      </ul>
    </>
  );
}
