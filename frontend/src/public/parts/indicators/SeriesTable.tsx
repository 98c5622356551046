import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { usePeriod } from "../../../i18n/usePeriod";
import { type Column, DataTable, SUPPRESSED } from "../../../ui/DataTable/DataTable";
import { type Cell, drawn, isHidden, isIncomplete, TOTAL } from "./cells";
import { digitsOf, useCell } from "./words";

/** The number of a cell for a table; hidden ones are marked, other gaps empty. */
export function tabled(cell: Cell | undefined): number | null | typeof SUPPRESSED {
  if (!cell) return null;
  return isHidden(cell) ? SUPPRESSED : drawn(cell);
}

/** What is to be known about a cell besides its value: which gap it is, that it is unsure, or that parts are missing. */
function useRemark(): (cell: Cell) => string {
  const { t, number, list } = useI18n();
  return (cell) => {
    const words: string[] = [];
    if (cell.status !== "value" && cell.status !== "zero") words.push(t(`indicator.status_${cell.status}`));
    if (isIncomplete(cell)) {
      const { counted, expected } = cell;
      words.push(
        t("indicator.incomplete", { counted: number(counted ?? 0), expected: number(expected ?? 0) }),
      );
    }
    return words.length > 0 ? list(words) : "";
  };
}

/** The columns of a cell: its value, the share where a number has one, and remarks. `of` finds the cell of a row. */
export function useCellColumns<Row>(
  { kind }: Pick<Indicator, "kind">,
  cells: readonly Cell[],
  of: (row: Row) => Cell,
): Column<Row>[] {
  const { t } = useI18n();
  const remark = useRemark();
  const say = useCell(kind);
  const label = t("indicator.value");
  const realised = kind === "realisation";
  const columns: Column<Row>[] = [
    realised
      ? { key: "value", kind: "text", label, value: (row) => say(of(row)) }
      : {
          key: "value",
          kind: kind === "share" ? "percent" : "number",
          digits: digitsOf(kind),
          label,
          value: (row) => tabled(of(row)),
        },
  ];
  if (cells.some(({ share }) => share !== null))
    columns.push({
      key: "share",
      kind: "percent",
      label: t("indicator.share"),
      value: (row) => (isHidden(of(row)) ? SUPPRESSED : of(row).share),
    });
  if (cells.some((cell) => remark(cell) !== ""))
    columns.push({
      key: "note",
      kind: "text",
      label: t("indicator.note"),
      value: (row) => remark(of(row)) || null,
    });
  return columns;
}

interface SeriesTableProps {
  indicator: Indicator;
  series: Series;
  by: string;
}

/** One row per period, one column per group. */
function Groups({ indicator, series, by }: SeriesTableProps) {
  const { t } = useI18n();
  const period = usePeriod();
  const dimension = series.dimensions.find(({ name }) => name === by);
  const rows = new Map<string, Map<string, Cell>>();
  for (const cell of [...series.items].sort((a, b) => a.end.localeCompare(b.end))) {
    const key = [cell.period, cell.source, cell.basis, cell.territory_date].join("|");
    const row = rows.get(key) ?? new Map<string, Cell>();
    rows.set(key, row.set(cell.codes[by] ?? TOTAL, cell));
  }
  const columns: Column<Map<string, Cell>>[] = [
    {
      key: "period",
      kind: "text",
      label: t("indicator.rhythm"),
      value: (row) => period(row.values().next().value?.period ?? ""),
    },
    ...(dimension?.codes ?? []).map(
      ({ code, label }): Column<Map<string, Cell>> => ({
        key: code,
        kind: indicator.kind === "share" ? "percent" : "number",
        digits: digitsOf(indicator.kind),
        label,
        value: (row) => tabled(row.get(code)),
      }),
    ),
  ];
  return <DataTable caption={indicator.text.text} columns={columns} rows={[...rows.values()]} />;
}

function Periods({ indicator, series }: SeriesTableProps) {
  const { t } = useI18n();
  const period = usePeriod();
  const values = useCellColumns<Cell>(indicator, series.items, (cell) => cell);
  const rows = [...series.items].sort((a, b) => a.end.localeCompare(b.end));
  const columns: Column<Cell>[] = [
    { key: "period", kind: "text", label: t("indicator.rhythm"), value: (cell) => period(cell.period) },
    ...values,
  ];
  return <DataTable caption={indicator.text.text} columns={columns} rows={rows} />;
}

/** The series as a table. */
export function SeriesTable(props: SeriesTableProps) {
  return props.by && props.indicator.kind !== "realisation" ? <Groups {...props} /> : <Periods {...props} />;
}
