import { type StaffI18n, useTexts } from "../../../i18n/staffTexts";
import type { AnswerOf } from "../../api/operations";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { Page } from "../../shell/Page";
import "../../system/System.css";

type State = AnswerOf<"/staff/system", "get">;

/** How the machine is: worker, backup, jobs, audit trail. */
export default function System() {
  const { t } = useTexts();
  const read = useRead("/staff/system", {});
  const again = (
    <button type="button" class="button button-small" onClick={read.reload}>
      {t("system.again")}
    </button>
  );
  return (
    <Page screen="/team/system" actions={again}>
      <Load of={read}>{(state) => <Facts state={state} />}</Load>
    </Page>
  );
}

/** A worker that has not been heard of for this long counts as standing still (milliseconds). */
const SILENT = 10 * 60_000;
/** A backup should have been tried out within this time (milliseconds): it is done every night. */
const VERIFIED = 36 * 3_600_000;

const when = (at: string | null, { t, moment }: StaffI18n) => (at ? moment(new Date(at)) : t("system.never"));
const older = (at: string | null, than: number) => !at || Date.now() - Date.parse(at) > than;

function Facts({ state }: { state: State }) {
  const i18n = useTexts();
  const { t, number } = i18n;
  const facts = [
    {
      title: t("system.worker"),
      wrong: older(state.worker_at, SILENT),
      text: t("system.worker_at", { when: when(state.worker_at, i18n) }),
      hint: t("system.worker_hint"),
    },
    {
      title: t("system.backup"),
      wrong: state.backup.state !== "verified" || older(state.backup.verified_at, VERIFIED),
      text:
        state.backup.state === "off"
          ? t("system.backup_off")
          : t("system.backup_at", {
              when: when(state.backup.at, i18n),
              verified: when(state.backup.verified_at, i18n),
            }),
      hint: t("system.backup_hint"),
    },
    {
      title: t("system.jobs"),
      wrong: state.jobs.dead > 0,
      text: t("system.jobs_count", { waiting: state.jobs.waiting, dead: state.jobs.dead }),
      hint: t("system.jobs_hint"),
    },
    {
      title: t("system.trail"),
      wrong: false,
      text: t("system.trail_count", { count: number(state.audit.entries) }),
      hint: t("system.trail_hint", { head: state.audit.head.slice(0, 16) }),
    },
  ];
  return (
    <ul class="bare system-facts">
      {facts.map(({ title, wrong, text, hint }) => (
        <li key={title} class={wrong ? "system-fact system-wrong" : "system-fact"}>
          <h2>{title}</h2>
          <p class="system-state">
            <span aria-hidden="true">{wrong ? "!" : "✓"}</span> {t(wrong ? "system.look" : "system.fine")}
          </p>
          <p>{text}</p>
          <p class="small muted">{hint}</p>
        </li>
      ))}
    </ul>
  );
}
