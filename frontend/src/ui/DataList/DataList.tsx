import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import "./DataList.css";

export interface ListColumn<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** What rows are ordered by; a column without it cannot be sorted. */
  sort?: (row: Row) => string | number | null;
  end?: boolean;
}

interface DataListProps<Row> {
  caption: string;
  /** The first column holds the row headers. */
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Shown instead of the table when there are no rows. */
  empty: ComponentChildren;
  /** Key of the column that is sorted at first; "-key" for descending. */
  order?: string;
  /** Loads further rows; null or absent when all are there. */
  more?: (() => void) | null | undefined;
}

const ARROWS = { ascending: "▲", descending: "▼", none: "↕" };

function compare(a: string | number | null, b: string | number | null, lang: string): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), lang, { numeric: true });
}

/** Rows in the order of a column; what is empty comes last in both directions. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly ListColumn<Row>[],
  order: string,
  lang: string,
): Row[] {
  const down = order.startsWith("-");
  const by = columns.find((column) => column.key === order.replace(/^-/, ""))?.sort;
  if (!by) return [...rows];
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    const result = compare(x, y, lang);
    return down && x !== null && y !== null ? -result : result;
  });
}

/** A list to work with: dense rows, sorted by a click on a heading; on a narrow screen each row is a card. */
export function DataList<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  order = "",
  more,
}: DataListProps<Row>) {
  const { t, htmlLang } = useTexts();
  const id = useId();
  const [by, setBy] = useState(order);
  if (rows.length === 0) return <div class="data-list-empty">{empty}</div>;
  const direction = (key: string) => (by === key ? "ascending" : by === `-${key}` ? "descending" : undefined);
  return (
    <div class="data-list">
      <table>
        <caption id={id} class="visually-hidden">
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={column.end ? "data-list-end" : undefined}
                aria-sort={column.sort ? (direction(column.key) ?? "none") : undefined}
              >
                {column.sort ? (
                  <button
                    type="button"
                    onClick={() => setBy(by === column.key ? `-${column.key}` : column.key)}
                  >
                    {column.label}
                    <span aria-hidden="true" class="data-list-arrow">
                      {ARROWS[direction(column.key) ?? "none"]}
                    </span>
                  </button>
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, columns, by, htmlLang).map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    class={column.end ? "data-list-end" : undefined}
                    data-label={column.label}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <button type="button" class="button button-small" onClick={more}>
          {t("site.more")}
        </button>
      )}
    </div>
  );
}
