import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Column, DataTable } from "../../../ui/DataTable/DataTable";
import { Local } from "../../../ui/Local/Local";

type Phase = MeasureDetail["phases"][number];

/** "12 days later" for a slip in days; null while nothing was reported. */
function useSlip(): (days: number | null) => string | null {
  const { t } = useI18n();
  return (days) => {
    if (days === null) return null;
    if (days === 0) return t("measure.slip_none");
    return days > 0 ? t("measure.slip_later", { days }) : t("measure.slip_earlier", { days: -days });
  };
}

function useColumns(): Column<Phase>[] {
  const { t, month, day, number } = useI18n();
  const slip = useSlip();
  const quarters = ({ first_quarter, last_quarter }: Phase) =>
    t("measure.quarters", {
      first: first_quarter === last_quarter ? "same" : number(first_quarter),
      last: number(last_quarter),
    });
  const actual = ({ actual_start, actual_end }: Phase) => {
    if (!actual_start) return t("measure.not_started");
    if (actual_start === actual_end) return day(actual_start);
    return actual_end
      ? `${day(actual_start)} – ${day(actual_end)}`
      : t("measure.since", { date: day(actual_start) });
  };
  return [
    { key: "title", kind: "text", label: t("measure.phase"), value: (phase) => <Local text={phase.title} /> },
    {
      key: "planned",
      kind: "text",
      label: t("measure.phase_planned"),
      value: (phase) => (
        <>
          {quarters(phase)}
          <br />
          {month(phase.planned_start)} – {month(phase.planned_end)}
        </>
      ),
    },
    { key: "actual", kind: "text", label: t("measure.phase_actual"), value: actual },
    {
      key: "slip",
      kind: "text",
      label: t("measure.slip"),
      value: (phase) => slip(phase.end_slip_days ?? phase.start_slip_days),
    },
  ];
}

/** The phases of a measure with planned and actual dates. */
export function Phases({ measure }: { measure: MeasureDetail }) {
  const { t } = useI18n();
  const columns = useColumns();
  if (measure.phases.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("measure.phases")}</h2>
      <div class="titled-table">
        <DataTable caption={t("measure.phases")} cards columns={columns} rows={measure.phases} />
      </div>
      {measure.phases.some((phase) => phase.assumed) && (
        <p class="small muted">{t("measure.assumed_note")}</p>
      )}
    </section>
  );
}
