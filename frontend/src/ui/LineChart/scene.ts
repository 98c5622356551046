import {
  type Direction,
  dayNumber,
  isoDate,
  linear,
  type Scale,
  textWidth,
  timeScale,
  type ValueAxis,
  valueAxis,
  yearTicks,
} from "../geometry";
import type { LineChartData } from "./LineChart";
import { sceneLabels } from "./labels";
import { sceneSeries } from "./lines";

/** Days between two points of a yearly series that lacks a year. */
const YEAR_MISSING = 400;

export interface Mark {
  x: number;
  y: number;
  date: string;
  value: number;
  /** Hollow: a sum that misses a part. */
  hollow: boolean;
}
export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  /** Number of the series the label belongs to, or null for a derived point. */
  series: number | null;
  strong: boolean;
}
export interface SceneSeries {
  name: string;
  /** `d` of the drawn line; a second one, dotted, spans times for which no values are held. */
  line: string;
  bridge: string;
  marks: Mark[];
  /** Where a value exists but is not shown. */
  suppressed: number[];
}
export interface Scene {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  x: Scale;
  y: Scale;
  axis: ValueAxis;
  /** Names of the time axis: years, or its ends where no year begins. */
  times: { x: number; text: string; side: "left" | "middle" | "right" }[];
  series: SceneSeries[];
  derived: Mark[];
  labels: Label[];
}

/** How the picture writes: numbers, "name: value", and the name of derived points. */
export interface ChartWords {
  number: (value: number) => string;
  pair: (name: string, value: string) => string;
  derived: string;
  when: (date: string) => string;
}

/** The days and values that the axes have to hold. */
function contents({ series, derived = [], baseline, target }: LineChartData) {
  const points = [...series.flatMap((one) => one.points), ...derived];
  const values = [...points.map(({ value }) => value), baseline?.value, target?.from, target?.to];
  return {
    days: points.map(({ date }) => dayNumber(date)),
    values: values.filter((value) => value !== null && value !== undefined),
  };
}

/** The frame of the plot: room for the numbers of the value axis stands where lines of text begin. */
function plotOf(
  axis: ValueAxis,
  width: number,
  height: number,
  direction: Direction,
  { number }: ChartWords,
) {
  const room = Math.max(...axis.ticks.map((tick) => textWidth(number(tick), 13))) + 12;
  const [left, right] = direction === "rtl" ? [14, width - room] : [room, width - 14];
  return { left, right, top: 28, bottom: height - 32 };
}

/** The years that begin within the time axis; of one that is shorter, its ends. */
function timesOf(span: [number, number], x: Scale, { left, right }: Scene["plot"], { when }: ChartWords) {
  const years = yearTicks(...span, right - left);
  if (years.length > 0)
    return years.map(({ day, year }) => ({ x: x(day), text: String(year), side: "middle" as const }));
  const ends = [...new Set(span)].map((day) => ({ x: x(day), text: when(isoDate(day)) }));
  if (ends.length < 2) return ends.map((end) => ({ ...end, side: "middle" as const }));
  const middle = (left + right) / 2;
  return ends.map((end) => ({ ...end, side: end.x < middle ? ("right" as const) : ("left" as const) }));
}

/** Everything the picture draws, in CSS pixels. Pure: the same data, width and direction give the same scene. */
export function chartScene(
  data: LineChartData,
  width: number,
  direction: Direction,
  words: ChartWords,
): Scene {
  const { days, values } = contents(data);
  const axis = valueAxis(values);
  const height = width < 480 ? 280 : 360;
  const plot = plotOf(axis, width, height, direction, words);
  const span: [number, number] = days.length ? [Math.min(...days), Math.max(...days)] : [0, 0];
  const x = timeScale(span, [plot.left + 12, plot.right - 12], direction);
  const y = linear(axis.domain, [plot.bottom, plot.top]);
  const scene = {
    width,
    height,
    plot,
    x,
    y,
    axis,
    times: days.length ? timesOf(span, x, plot, words) : [],
    series: data.series.map((series) => sceneSeries(series, x, y, data.maxGapDays ?? YEAR_MISSING)),
    derived: (data.derived ?? []).map((point) => ({
      ...point,
      x: x(dayNumber(point.date)),
      y: y(point.value),
      hollow: true,
    })),
  };
  return { ...scene, labels: sceneLabels(scene, words, direction) };
}

/** The marks nearest to a place on the time axis: one date, with a mark per series that has it. */
export function nearestMarks(scene: Scene, x: number): { series: number | null; mark: Mark }[] {
  const all = [
    ...scene.series.flatMap(({ marks }, series) =>
      marks.map((mark) => ({ series: series as number | null, mark })),
    ),
    ...scene.derived.map((mark) => ({ series: null, mark })),
  ];
  const best = Math.min(...all.map(({ mark }) => Math.abs(mark.x - x)));
  const nearest = all.find(({ mark }) => Math.abs(mark.x - x) === best);
  return all.filter(({ mark }) => mark.date === nearest?.mark.date);
}
