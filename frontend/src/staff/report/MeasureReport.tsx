import type { ComponentChildren } from "preact";
import { useTexts } from "../../i18n/staffTexts";
import { Local } from "../../ui/Local/Local";
import { ProgressMeter } from "../../ui/ProgressMeter/ProgressMeter";
import { StatusBadge } from "../../ui/StatusBadge/StatusBadge";
import type { ReportMeasure } from "./ReportHead";

interface MeasureReportProps {
  of: ReportMeasure;
  since: string;
  day: string;
}

const STAGES = ["open", "approached", "talk_held", "agreed", "done", "declined"] as const;

/** One measure: state, progress, milestones, what happened, persuasion, open tasks, what comes. */
export function MeasureReport({ of, since, day }: MeasureReportProps) {
  return (
    <article class="report-measure">
      <h2>
        <MeasureName of={of} />
      </h2>
      <MeasureFacts of={of} since={since} day={day} />
    </article>
  );
}

export function MeasureName({ of }: { of: ReportMeasure }) {
  return (
    <>
      {of.kind === "management" ? "" : `${of.number} `}
      <Local text={of.title} />
    </>
  );
}

/** Everything but the name. */
export function MeasureFacts({ of, since, day }: MeasureReportProps) {
  const { t } = useTexts();
  return (
    <>
      <div class="report-state">
        <StatusBadge status={of.status as Parameters<typeof StatusBadge>[0]["status"]} />
        <ProgressMeter
          label={t("progress.label")}
          value={of.progress}
          steps={{ done: of.done, total: of.total }}
        />
      </div>
      <div class="report-columns">
        <Milestones items={of.milestones} day={day} />
        <Next items={of.next} />
        <Happened items={of.happened} since={since} />
        {of.outreach && <Stages counts={of.outreach} />}
        {of.tasks && <Tasks items={of.tasks} />}
      </div>
    </>
  );
}

function Block({
  title,
  empty,
  children,
}: {
  title: string;
  empty: string | null;
  children: ComponentChildren;
}) {
  return (
    <section class="report-block">
      <h3>{title}</h3>
      {empty === null ? children : <p class="muted">{empty}</p>}
    </section>
  );
}

function Milestones({ items, day }: { items: ReportMeasure["milestones"]; day: string }) {
  const i18n = useTexts();
  const { t } = i18n;
  return (
    <Block title={t("measure.milestones")} empty={items.length === 0 ? t("report.none") : null}>
      <table class="report-table">
        <thead>
          <tr>
            <th scope="col">{t("report.milestone")}</th>
            <th scope="col">{t("report.due")}</th>
            <th scope="col">{t("report.reached")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.title.text} data-late={one.done_on === null && one.due < day}>
              <th scope="row">
                <Local text={one.title} />
              </th>
              <td>{i18n.day(one.due)}</td>
              <td>
                {one.done_on
                  ? i18n.day(one.done_on)
                  : one.due < day
                    ? t("report.open_late")
                    : t("report.open")}
                {one.slip_days !== null && one.slip_days !== 0 && (
                  <>
                    <br />
                    <small>
                      {one.slip_days > 0
                        ? t("measure.slip_later", { days: one.slip_days })
                        : t("measure.slip_earlier", { days: -one.slip_days })}
                    </small>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
}

function Next({ items }: { items: ReportMeasure["next"] }) {
  const i18n = useTexts();
  const { t } = i18n;
  return (
    <Block title={t("report.next")} empty={items.length === 0 ? t("report.none") : null}>
      <ul class="bare report-days">
        {items.map((one) => (
          <li key={one.day + one.kind + one.title.text}>
            <time dateTime={one.day}>{i18n.day(one.day)}</time>
            <span>
              {t(`report.next_${one.kind}`)}: <Local text={one.title} />
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Happened({ items, since }: { items: ReportMeasure["happened"]; since: string }) {
  const i18n = useTexts();
  const { t } = i18n;
  const title = t("report.happened", { date: i18n.day(since) });
  return (
    <Block title={title} empty={items.length === 0 ? t("report.happened_none") : null}>
      <ul class="bare report-days">
        {items.map((one) => (
          <li key={one.day + one.text.text}>
            <time dateTime={one.day}>{i18n.day(one.day)}</time>
            <span class="report-text">
              <Local text={one.text} />
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Stages({ counts }: { counts: NonNullable<ReportMeasure["outreach"]> }) {
  const { t, number } = useTexts();
  const all = counts as Record<string, number>;
  const none = STAGES.every((stage) => !all[stage]);
  return (
    <Block title={t("report.outreach")} empty={none ? t("report.none") : null}>
      <dl class="report-stages">
        {STAGES.map((stage) => (
          <div key={stage}>
            <dt>{t(`report.stage_${stage}`)}</dt>
            <dd>{number(all[stage] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </Block>
  );
}

function Tasks({ items }: { items: NonNullable<ReportMeasure["tasks"]> }) {
  const i18n = useTexts();
  const { t } = i18n;
  return (
    <Block title={t("report.tasks")} empty={items.length === 0 ? t("report.none") : null}>
      <ul class="bare report-days">
        {items.map((one) => (
          <li key={one.title + one.due} data-late={one.overdue}>
            {one.due ? <time dateTime={one.due}>{i18n.day(one.due)}</time> : <span>–</span>}
            <span>
              {one.title} <small class="muted">({one.group})</small>
              {one.overdue && <strong> {t("report.overdue")}</strong>}
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
