import type { LocalText, Timeline } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { type Column, DataTable } from "../DataTable/DataTable";
import { Local } from "../Local/Local";

interface Row {
  strand: LocalText;
  title: LocalText;
  assumed: boolean;
  planned: [string, string];
  actual: [string | null, string | null];
  slip: number | null;
}

/** One row per phase and milestone; a milestone begins and ends on its day. */
export function ganttRows(strands: Timeline["strands"]): Row[] {
  return strands.flatMap((strand) => [
    ...strand.phases.map((phase) => ({
      strand: strand.title,
      title: phase.title,
      assumed: phase.assumed,
      planned: [phase.planned_start, phase.planned_end] as [string, string],
      actual: [phase.actual_start, phase.actual_end] as [string | null, string | null],
      slip: phase.end_slip_days ?? phase.start_slip_days,
    })),
    ...strand.milestones.map((milestone) => ({
      strand: strand.title,
      title: milestone.title,
      assumed: milestone.assumed,
      planned: [milestone.due, milestone.due] as [string, string],
      actual: [milestone.done_on, milestone.done_on] as [string | null, string | null],
      slip: milestone.slip_days,
    })),
  ]);
}

/** The timeline as a table; to be the `table` of the timeline's `ChartFigure`. */
export function GanttTable({ caption, strands }: { caption: string; strands: Timeline["strands"] }) {
  const { t } = useI18n();
  const columns: Column<Row>[] = [
    { key: "title", label: t("gantt.phase"), kind: "text", value: (row) => <Local text={row.title} /> },
    { key: "strand", label: t("gantt.strand"), kind: "text", value: (row) => <Local text={row.strand} /> },
    { key: "planned_start", label: t("gantt.planned_start"), kind: "day", value: (row) => row.planned[0] },
    { key: "planned_end", label: t("gantt.planned_end"), kind: "day", value: (row) => row.planned[1] },
    {
      key: "basis",
      label: t("gantt.dates"),
      kind: "text",
      value: (row) => t(row.assumed ? "gantt.dates_assumed" : "gantt.dates_set"),
    },
    { key: "actual_start", label: t("gantt.actual_start"), kind: "day", value: (row) => row.actual[0] },
    { key: "actual_end", label: t("gantt.actual_end"), kind: "day", value: (row) => row.actual[1] },
    { key: "slip", label: t("gantt.slip_days"), kind: "signed", value: (row) => row.slip },
  ];
  return <DataTable caption={caption} columns={columns} rows={ganttRows(strands)} />;
}
