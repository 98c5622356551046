import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import "./DataTable.css";

/** Stands for a value that is known but not shown, because it could betray a person. */
export const SUPPRESSED = Symbol("suppressed");

interface ColumnHead {
  key: string;
  label: string;
}
interface TextColumn<Row> extends ColumnHead {
  kind: "text";
  value: (row: Row) => ComponentChildren;
}
interface DayColumn<Row> extends ColumnHead {
  kind: "day";
  value: (row: Row) => string | null;
}
interface NumberColumn<Row> extends ColumnHead {
  /** `percent` takes 5.6, not 0.056; `signed` shows the sign of a difference. */
  kind: "number" | "percent" | "signed";
  digits?: number;
  value: (row: Row) => number | null | typeof SUPPRESSED;
}
export type Column<Row> = TextColumn<Row> | DayColumn<Row> | NumberColumn<Row>;

export interface DataTableProps<Row> {
  caption: string;
  /** The first column holds the row headers and stays in view. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** On a narrow screen each row becomes a card; for few rows with words in them. */
  cards?: boolean;
}

/** A sign for the eye and words for a screen reader. */
function Spoken({ sign, words }: { sign: string; words: string }) {
  return (
    <>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">{words}</span>
    </>
  );
}

function Value<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const i18n = useI18n();
  const value = column.value(row);
  if (value === SUPPRESSED) return <Spoken sign="•" words={i18n.t("table.suppressed")} />;
  if (value === null || value === undefined || value === "") {
    return <Spoken sign="–" words={i18n.t("table.none")} />;
  }
  if (column.kind === "text") return <>{value}</>;
  if (column.kind === "day") return <>{i18n.day(String(value))}</>;
  return <>{i18n[column.kind](Number(value), column.digits)}</>;
}

/** A table in a scroll region of its own: the page never becomes wider than the screen, the keyboard reaches every column. */
export function DataTable<Row>({ caption, columns, rows, cards = false }: DataTableProps<Row>) {
  const id = useId();
  const align = ({ kind }: Column<Row>) => {
    if (kind === "text") return "data-table-start";
    return kind === "day" ? "data-table-start data-table-day" : "data-table-end";
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class={cards ? "data-table data-table-cards" : "data-table"} aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id}>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" class={align(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.key} scope="row" class={align(column)}>
                    <Value column={column} row={row} />
                  </th>
                ) : (
                  <td key={column.key} class={align(column)} data-label={cards ? column.label : undefined}>
                    <Value column={column} row={row} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
