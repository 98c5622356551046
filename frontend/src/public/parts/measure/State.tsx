import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { ProgressMeter } from "../../../ui/ProgressMeter/ProgressMeter";
import { StatusBadge } from "../../../ui/StatusBadge/StatusBadge";

/** Status in words with its reason, dates planned and actual, progress. */
export function State({ measure }: { measure: MeasureDetail }) {
  const { t, day } = useI18n();
  const { status, status_reason, progress, planned_start, planned_end, actual_start, actual_end } = measure;
  return (
    <section class="card stack">
      <h2>{t("measure.status")}</h2>
      <p>
        <StatusBadge status={status} />
      </p>
      <p>{t(`status.${status}_why`)}</p>
      {status_reason && (
        <p>
          <Local text={status_reason} mark />
        </p>
      )}
      <ProgressMeter label={t("progress.label")} value={progress.value} steps={progress} />
      <p class="muted">
        {planned_start &&
          planned_end &&
          t("measure.planned", { start: day(planned_start), end: day(planned_end) })}
        <br />
        {actual_start &&
          actual_end &&
          t("measure.actual", { start: day(actual_start), end: day(actual_end) })}
        {actual_start && !actual_end && t("measure.actual_open", { start: day(actual_start) })}
        {!actual_start && t("measure.not_started")}
      </p>
    </section>
  );
}
