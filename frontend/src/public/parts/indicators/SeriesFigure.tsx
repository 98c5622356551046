import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { usePeriod } from "../../../i18n/usePeriod";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { dayNumber, isoDate } from "../../../ui/geometry";
import { LineChart, type LineChartData } from "../../../ui/LineChart/LineChart";
import { type Aims, aimsOf, type Cell, drawn, isHidden, lines, TOTAL } from "./cells";
import { SeriesTable } from "./SeriesTable";
import { Steps } from "./Steps";
import { type Choice, fileOf } from "./useSeries";
import { useSummary } from "./useSummary";
import { useAim, useValue } from "./words";

/** More lines than the picture has shapes for are no picture. */
const MOST_LINES = 4;

interface SeriesFigureProps {
  indicator: Indicator;
  series: Series;
  choice: Choice;
  /** Name of the area shown, and of the body that publishes. */
  area: string;
  publisher: string;
}

/** The groups of the chosen breakdown with their cells; all together when nothing is broken down. */
function groupsOf(series: Series, by: string): { code: string; name: string; cells: Cell[] }[] {
  const dimension = series.dimensions.find(({ name }) => name === by);
  if (!dimension) return [{ code: TOTAL, name: "", cells: series.items }];
  return dimension.codes
    .map(({ code, label }) => ({
      code,
      name: label,
      cells: series.items.filter(({ codes }) => codes[by] === code),
    }))
    .filter(({ cells }) => cells.length > 0);
}

/** Baseline and target as the picture draws them: numbers only, and nothing a single period cannot reach. */
function useReferences(indicator: Indicator, aims: Aims) {
  const { t } = useI18n();
  const say = useValue(indicator.kind);
  const number = (one: Indicator["baseline"]) =>
    one.state === "set" && typeof one.value === "number" && indicator.time_rule !== "sum" ? one.value : null;
  const [from, to] = [number(aims.baseline), number(aims.target)];
  const label = (name: string, value: number) => t("chart.pair", { name, value: say(value) });
  return {
    ...(from !== null && { baseline: { value: from, label: label(t("indicator.baseline"), from) } }),
    ...(to !== null && { target: { from: to, to, label: label(t("indicator.target"), to) } }),
  };
}

/** The day in the middle of a cell's period: a break stands before its value, not on the value before. */
function middleOf({ start, end }: Cell): string {
  return isoDate(Math.floor((dayNumber(start) + dayNumber(end)) / 2));
}

/** Where a line begins anew, and why, in words. */
function Breaks({ series }: { series: Series }) {
  const { t } = useI18n();
  const period = usePeriod();
  if (series.breaks.length === 0) return null;
  return (
    <>
      {series.breaks.map((one) => (
        <span key={`${one.period} ${one.reason}`}>
          {t(`indicator.break_${one.reason}`, { period: period(one.period) })}{" "}
        </span>
      ))}
      {t("indicator.break_note")}
    </>
  );
}

function Picture({ indicator, series, choice, area }: SeriesFigureProps) {
  const { t } = useI18n();
  const period = usePeriod();
  const aims = choice.area === "" ? indicator : aimsOf(series, choice.area);
  const references = useReferences(indicator, aims);
  const shown = groupsOf(series, choice.by).filter(({ code }) => choice.by === "" || code !== TOTAL);
  const title = indicator.text.text;
  const names = new Map(series.items.map(({ end, period: code }) => [end, code]));
  const drawnLines = shown.flatMap(({ name, cells }) =>
    lines(cells, series.breaks, (since) => {
      const own = name || indicator.unit?.text || title;
      return since ? t("indicator.since", { name: own, period: period(since.period) }) : own;
    }),
  );
  if (drawnLines.length > MOST_LINES) return <p class="note">{t("indicator.too_many")}</p>;
  const breaks: NonNullable<LineChartData["breaks"]> = series.breaks.flatMap((one) => {
    const cell = series.items.find(({ period: code }) => code === one.period);
    return cell ? [{ date: middleOf(cell), label: t("indicator.break_label") }] : [];
  });
  return (
    <LineChart
      label={t("indicator.chart_name", { title, area })}
      {...(indicator.unit && { unit: indicator.unit.text })}
      when={(end) => period(names.get(end) ?? end)}
      series={drawnLines}
      breaks={breaks}
      {...(choice.by === "" && references)}
    />
  );
}

/** Baseline and target of the chosen area as sentences: the whole county's stand above. */
function useAims({ kind }: Indicator, series: Series, { area, by }: Choice): string {
  const { t } = useI18n();
  const say = useAim(kind);
  if (by !== "" || area === "") return "";
  const aims = aimsOf(series, area);
  return (["baseline", "target"] as const)
    .map((key) => {
      const said = say(aims[key]);
      return said ? ` ${t("indicator.aim", { name: t(`indicator.${key}`), ...said })}` : "";
    })
    .join("");
}

/** The course of an indicator: sentence, picture, table, CSV. */
export function SeriesFigure(props: SeriesFigureProps) {
  const { indicator, series, choice, area, publisher } = props;
  const { t, lang } = useI18n();
  const summary = useSummary(series, choice.by, area);
  const aims = useAims(indicator, series, choice);
  const { items, licence } = series;
  const numbers = items.some((cell) => drawn(cell) !== null || isHidden(cell));
  return (
    <ChartFigure
      title={`${t("indicator.course")}: ${area}`}
      level={2}
      summary={summary + aims}
      {...(items.length > 0 && {
        csv: fileOf(indicator, choice, "csv", lang),
        table: <SeriesTable indicator={indicator} series={series} by={choice.by} />,
        sources: [{ source: publisher, licence }],
      })}
      note={<Breaks series={series} />}
    >
      {numbers ? <Picture {...props} /> : items.length > 0 && <Steps kind={indicator.kind} cells={items} />}
    </ChartFigure>
  );
}
