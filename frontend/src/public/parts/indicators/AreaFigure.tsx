import { useMemo } from "preact/hooks";
import { useResource } from "../../../api/resource";
import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { usePeriod } from "../../../i18n/usePeriod";
import { AreaMap } from "../../../ui/AreaMap/AreaMap";
import type { AreaFeature } from "../../../ui/AreaMap/mapGeometry";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { DataTable } from "../../../ui/DataTable/DataTable";
import { Select } from "../../../ui/Select/Select";
import { mapFeatures } from "../mapFeatures";
import { useAimColumns } from "./ChosenAims";
import { aimsOf, type Cell, drawn, isHidden, newest, periodsOf } from "./cells";
import { useCellColumns } from "./SeriesTable";
import { digitsOf, useCell } from "./words";

interface AreaFigureProps {
  indicator: Indicator;
  /** The series by areas. */
  series: Series;
  /** Period of the map; "" is the newest. */
  period: string;
  onPeriod: (period: string) => void;
  selected: string;
  onSelect: (area: string) => void;
}

function useSentence(series: Series, cells: Cell[], period: string): string {
  const { t } = useI18n();
  const say = useCell(series.kind);
  const when = usePeriod();
  const names = new Map(series.areas.map(({ key, name }) => [key, name]));
  const [highest] = cells
    .filter((cell) => drawn(cell) !== null)
    .sort((a, b) => (drawn(b) ?? 0) - (drawn(a) ?? 0));
  if (!highest) return t("indicator.map_summary_hidden", { period: when(period) });
  const name = names.get(highest.area) ?? highest.area;
  return t("indicator.map_summary", { period: when(period), name, value: say(highest) });
}

function Table({ indicator, series, cells }: { indicator: Indicator; series: Series; cells: Cell[] }) {
  const { t } = useI18n();
  const names = new Map(series.areas.map(({ key, name }) => [key, name]));
  const values = useCellColumns<Cell>(indicator, cells, (cell) => cell);
  const aims = useAimColumns<Cell>(indicator.kind, cells, ({ area }) => aimsOf(series, area));
  return (
    <DataTable
      caption={t("indicator.map")}
      columns={[
        {
          key: "area",
          kind: "text",
          label: t("indicator.area"),
          value: ({ area }) => names.get(area) ?? area,
        },
        ...values,
        ...aims,
      ]}
      rows={cells}
    />
  );
}

function Picture({
  indicator,
  series,
  cells,
  period,
  selected,
  onSelect,
}: AreaFigureProps & { cells: Cell[] }) {
  const { t } = useI18n();
  const when = usePeriod();
  const say = useCell(series.kind);
  const at = newest(cells)?.territory_date;
  const map = useResource("/api/v1/areas.geojson", {
    query: at ? { at, level: "verbandsgemeinde" } : { level: "verbandsgemeinde" },
  });
  const values = useMemo(() => {
    const found = new Map(cells.map((cell) => [cell.area, cell]));
    const of = ({ properties }: AreaFeature) => found.get(properties.key);
    const value = (feature: AreaFeature) => {
      const cell = of(feature);
      return cell ? drawn(cell) : null;
    };
    const gap = (feature: AreaFeature) => {
      const cell = of(feature);
      return cell ? say(cell) : t("table.none");
    };
    const all = cells.some(isHidden) ? t("indicator.map_gap") : t("table.none");
    const label = indicator.unit?.text ?? indicator.text.text;
    return { label, of: value, digits: digitsOf(series.kind), gap: { of: gap, all } };
  }, [cells, t]);
  if (map.state !== "ready") return null;
  return (
    <AreaMap
      label={t("indicator.map_name", { title: indicator.text.text, period: when(period) })}
      features={mapFeatures(map.data)}
      attribution={map.data.attribution}
      selected={selected || null}
      onSelect={(key) => onSelect(key ?? "")}
      values={values}
    />
  );
}

/** An indicator by Verbandsgemeinden in one period: sentence, map, table. Choosing an area shows its course above. */
export function AreaFigure(props: AreaFigureProps) {
  const { indicator, series, onPeriod } = props;
  const { t } = useI18n();
  const when = usePeriod();
  const periods = periodsOf(series.items);
  const period = periods.includes(props.period) ? props.period : (periods[0] ?? "");
  const cells = useMemo(() => series.items.filter((cell) => cell.period === period), [series.items, period]);
  const summary = useSentence(series, cells, period);
  return (
    <ChartFigure
      title={t("indicator.map")}
      level={2}
      summary={summary}
      table={<Table indicator={indicator} series={series} cells={cells} />}
    >
      {periods.length > 1 && (
        <div class="indicator-period no-print">
          <Select
            label={t("indicator.rhythm")}
            value={period}
            options={periods.map((code) => ({ value: code, label: when(code) }))}
            onChange={(code) => onPeriod(code === periods[0] ? "" : code)}
          />
        </div>
      )}
      <Picture {...props} period={period} cells={cells} />
    </ChartFigure>
  );
}
