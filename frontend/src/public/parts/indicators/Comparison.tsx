import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { type Column, DataTable } from "../../../ui/DataTable/DataTable";
import { LineChart } from "../../../ui/LineChart/LineChart";
import { type Cell, lines } from "./cells";
import { difference, obstacle, type Pair } from "./comparing";
import { tabled } from "./SeriesTable";
import { type Choice, fileOf } from "./useSeries";
import { digitsOf, useCell } from "./words";

/** One row of the comparison: a period or an area, and its two cells. */
export interface Row extends Pair {
  name: string;
}
export interface ComparisonProps {
  indicator: Indicator;
  /** All cells that can be compared, and where they break. */
  cells: readonly Cell[];
  breaks: Series["breaks"];
  /** What the two sides are called. */
  first: string;
  second: string;
  /** Rows of the table; the pair in the sentence is `main`. */
  rows: Row[];
  main: Row;
  /** The part of the series that holds all cells, for its CSV. */
  file: Partial<Choice>;
  /** What the rows are: periods or areas. */
  head: string;
}

/** The sentence: both values, and the difference where there is one. */
function useSentence({ indicator, cells, breaks, first, second, main }: ComparisonProps): string {
  const { t, number } = useI18n();
  const say = useCell(indicator.kind);
  const value = (cell: Cell | undefined) => (cell ? say(cell) : t("table.none"));
  const given = { first, first_value: value(main.first), second, second_value: value(main.second) };
  const told = () => {
    const against = obstacle(main, breaks, cells);
    if (against) return t(`comparison.${against}`);
    const change = difference(main, breaks, cells) ?? 0;
    if (change === 0) return t("comparison.same");
    const size = number(Math.abs(change), digitsOf(indicator.kind));
    const words = indicator.kind === "share" ? t("comparison.points", { value: size }) : size;
    return t(change > 0 ? "comparison.more" : "comparison.less", { difference: words });
  };
  return `${t("comparison.both", given)} ${told()}`;
}

function Table({ indicator, cells, breaks, first, second, rows, head }: ComparisonProps) {
  const { t } = useI18n();
  const kind = indicator.kind === "share" ? "percent" : "number";
  const digits = digitsOf(indicator.kind);
  const columns: Column<Row>[] = [
    { key: "name", kind: "text", label: head, value: ({ name }) => name },
    { key: "first", kind, digits, label: first, value: (row) => tabled(row.first) },
    { key: "second", kind, digits, label: second, value: (row) => tabled(row.second) },
    {
      key: "difference",
      kind: "signed",
      digits,
      label: t("comparison.difference"),
      value: (row) => difference(row, breaks, cells),
    },
  ];
  return <DataTable caption={indicator.text.text} columns={columns} rows={rows} cards />;
}

/** Two sides of an indicator: sentence, lines where two areas run beside each other, and all pairs as a table. */
export function Comparison(props: ComparisonProps & { when: ((date: string) => string) | null }) {
  const { indicator, breaks, first, second, rows, main, file, when } = props;
  const { t, lang } = useI18n();
  const summary = useSentence(props);
  const side = (pick: (row: Row) => Cell | undefined) => rows.map(pick).filter((cell) => cell !== undefined);
  return (
    <ChartFigure
      title={indicator.text.text}
      level={2}
      csv={fileOf(indicator, file, "csv", lang)}
      summary={when ? `${t("comparison.in_period", { period: main.name })}. ${summary}` : summary}
    >
      <div class="stack">
        {when && (
          <LineChart
            label={t("indicator.chart_name", { title: indicator.text.text, area: `${first} / ${second}` })}
            {...(indicator.unit && { unit: indicator.unit.text })}
            when={when}
            series={[
              { name: first, cells: side((row) => row.first) },
              { name: second, cells: side((row) => row.second) },
            ].flatMap(({ name, cells }) =>
              lines(cells, breaks, (since) =>
                since ? t("indicator.since", { name, period: when(since.end) }) : name,
              ),
            )}
          />
        )}
        <div>
          <Table {...props} />
        </div>
      </div>
    </ChartFigure>
  );
}
