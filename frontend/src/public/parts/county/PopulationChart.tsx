import { useResource } from "../../../api/resource";
import type { Population } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Await } from "../../../ui/Await/Await";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { type Column, DataTable } from "../../../ui/DataTable/DataTable";
import { LineChart } from "../../../ui/LineChart/LineChart";

interface Row {
  date: string;
  basis: string;
  value: number | null;
  female: number | null;
  complete: boolean | null;
}

/** All values of all bases by date; worked-out values first of their day. */
export function populationRows({ series, derived }: Population, derivedLabel: string): Row[] {
  const counted = series.flatMap(({ basis, points }) => points.map((point) => ({ ...point, basis })));
  const worked = derived.map(({ date, value }) => ({
    date,
    value,
    basis: derivedLabel,
    female: null,
    complete: null,
  }));
  return [...worked, ...counted].sort((a, b) => a.date.localeCompare(b.date));
}

function useSummary({ name, series }: Population): string {
  const { t, day, number } = useI18n();
  const points = series
    .flatMap((one) => one.points)
    .filter(({ value }) => value !== null)
    .sort((a, b) => a.date.localeCompare(b.date));
  const [first, last] = [points.at(0), points.at(-1)];
  if (!first || !last) return t("table.none");
  return t("county.population_summary", {
    name,
    first: number(first.value ?? 0),
    first_date: day(first.date),
    last: number(last.value ?? 0),
    last_date: day(last.date),
  });
}

function Table({ population }: { population: Population }) {
  const { t } = useI18n();
  const columns: Column<Row>[] = [
    { key: "date", kind: "day", label: t("county.table_date"), value: (row) => row.date },
    { key: "value", kind: "number", label: t("county.table_value"), value: (row) => row.value },
    { key: "female", kind: "number", label: t("county.table_women"), value: (row) => row.female },
    { key: "basis", kind: "text", label: t("county.table_basis"), value: (row) => row.basis },
    {
      key: "note",
      kind: "text",
      label: t("county.table_note"),
      value: (row) => (row.complete === false ? t("county.incomplete") : null),
    },
  ];
  const rows = populationRows(population, t("county.derived"));
  return <DataTable caption={t("county.population")} columns={columns} rows={rows} />;
}

function Picture({ population }: { population: Population }) {
  const { t, day } = useI18n();
  const summary = useSummary(population);
  const { name, at, series, breaks, derived, sources } = population;
  const origin = [...new Map(sources.map((one) => [one.source, one])).values()];
  return (
    <ChartFigure
      title={`${t("county.population")}: ${name}`}
      level={2}
      summary={summary}
      csv={`/api/v1/areas/${population.key}/population.csv`}
      sources={origin}
      table={<Table population={population} />}
      note={
        <>
          {t("county.population_territory", { date: day(at) })}
          {breaks.map(({ date, before, after }) => (
            <span key={date}> {t("county.population_break", { date: day(date), before, after })}</span>
          ))}
        </>
      }
    >
      <LineChart
        label={t("county.population_name", { name })}
        unit={t("county.inhabitants")}
        series={series.map(({ basis, points }) => ({ name: basis, points }))}
        derived={derived}
        breaks={breaks.map(({ date, after }) => ({ date, label: after }))}
      />
    </ChartFigure>
  );
}

interface PopulationChartProps {
  area: string;
  at: string;
  /** Full name of the area where it is known: towns, Verbandsgemeinden and the county share short names. */
  name: string | undefined;
}

/** How many people live in an area, over the years, for its territory on a day. */
export function PopulationChart({ area, at, name }: PopulationChartProps) {
  const { lang } = useI18n();
  const query = at ? { at, lang } : { lang };
  const population = useResource("/api/v1/areas/{key}/population", { path: { key: area }, query });
  return (
    <div class="county-chart">
      <Await of={population} lines={12} quiet>
        {(data) => <Picture population={name ? { ...data, name } : data} />}
      </Await>
    </div>
  );
}
