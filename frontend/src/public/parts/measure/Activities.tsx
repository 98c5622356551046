import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";

type Activity = MeasureDetail["activities"][number];

const SHAPES = {
  open: "M4 4h16v16H4zM6 6v12h12V6z",
  running: "M4 4h16v16H4zM6 6v12h12V6zm3 2 7 4-7 4z",
  done: "M4 4h16v16H4zm6.5 12.5 7.5-8-1.700-1.600-5.800 6.200-2.800-2.800-1.600 1.600z",
} as const;

function useStateText(activity: Activity, silent: boolean): string {
  const { t, day } = useI18n();
  if (activity.done_on) return t("measure.activity_done_on", { date: day(activity.done_on) });
  if (activity.state === "running" && activity.started_on) {
    return t("measure.activity_since", { date: day(activity.started_on) });
  }
  if (activity.state === "open" && silent) return t("status.not_reported");
  return t(`measure.activity_${activity.state}`);
}

/** `silent`: the project is over and nobody said whether it was done. */
function Item({ activity, silent }: { activity: Activity; silent: boolean }) {
  const { t, number } = useI18n();
  const to = useLink();
  const state = useStateText(activity, silent);
  return (
    <li class="activity">
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d={SHAPES[activity.state]} fill="currentColor" fill-rule="evenodd" />
      </svg>
      <span>
        <Local text={activity.title} />
      </span>
      <small>
        {state}
        {activity.concept_measure !== null && (
          <>
            {" · "}
            <a href={to("/integrationskonzept")}>
              {t("measure.activity_concept", { number: number(activity.concept_measure) })}
            </a>
          </>
        )}
      </small>
    </li>
  );
}

/** What is done in a measure, each step with its state. */
export function Activities({ measure }: { measure: MeasureDetail }) {
  const { t } = useI18n();
  if (measure.activities.length === 0) return null;
  return (
    <section>
      <h2>{t("measure.activities")}</h2>
      <ul class="bare">
        {measure.activities.map((activity) => (
          <Item key={activity.title.text} activity={activity} silent={measure.status === "not_reported"} />
        ))}
      </ul>
    </section>
  );
}
