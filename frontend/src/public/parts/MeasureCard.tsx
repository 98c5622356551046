import type { Measure } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../../ui/Local/Local";
import { ProgressMeter } from "../../ui/ProgressMeter/ProgressMeter";
import { StatusBadge } from "../../ui/StatusBadge/StatusBadge";
import { useLink } from "../site";
import "./MeasureCard.css";

/** A measure in a list: its friendly title, status and progress; the whole card leads to its page. */
export function MeasureCard({ measure }: { measure: Measure }) {
  const { t, month, number: format } = useI18n();
  const to = useLink();
  const { number, friendly_title, status, progress, field, planned_start, planned_end } = measure;
  return (
    <li class="card measure-card">
      <p class="cluster small">
        <span class="muted">
          {t("measure.number", { number: format(number) })}
          {field && ` · ${t(`field.${field}`)}`}
        </span>
        <StatusBadge status={status} />
      </p>
      <h3>
        <a class="card-link" href={to(`/massnahmen/${number}`)}>
          <Local text={friendly_title} />
        </a>
      </h3>
      <ProgressMeter label={t("progress.label")} value={progress.value} steps={progress} />
      {planned_start && planned_end && (
        <p class="small muted">
          {t("measure.planned", { start: month(planned_start), end: month(planned_end) })}
        </p>
      )}
    </li>
  );
}
