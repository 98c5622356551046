import { line } from "d3-shape";
import {
  anchorFor,
  type Direction,
  dayNumber,
  linear,
  placeLabels,
  type Scale,
  textWidth,
  timeScale,
  type ValueAxis,
  valueAxis,
  yearTicks,
} from "../geometry";
import type { ChartSeries, LineChartData } from "./LineChart";

/** Height of a text line and of the digits in CSS pixels. */
const TEXT = 14;
const LINE = 18;
const RADIUS = 5;
/** A first value nearer to the last one than this is not labelled. */
const NEAR = 120;
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
  years: { x: number; year: number }[];
  series: SceneSeries[];
  derived: Mark[];
  labels: Label[];
}

/** How the picture writes: numbers, "name: value", and the name of derived points. */
export interface ChartWords {
  number: (value: number) => string;
  pair: (name: string, value: string) => string;
  derived: string;
}

/** Neighbouring points of one series as pairs; a pair is drawn, dotted (too far apart) or interrupted (a value is missing). */
function paths(series: ChartSeries, x: Scale, y: Scale, maxGapDays: number) {
  const draw = line<readonly [number, number]>();
  const solid: string[] = [];
  const dotted: string[] = [];
  series.points.forEach((point, index) => {
    const before = series.points[index - 1];
    if (!before || before.value === null || point.value === null) return;
    const [from, to] = [dayNumber(before.date), dayNumber(point.date)];
    const piece = draw([
      [x(from), y(before.value)],
      [x(to), y(point.value)],
    ]);
    (to - from > maxGapDays ? dotted : solid).push(piece ?? "");
  });
  return { line: solid.join(""), bridge: dotted.join("") };
}

function sceneSeries(series: ChartSeries, x: Scale, y: Scale, maxGapDays: number): SceneSeries {
  const marks = series.points.flatMap(({ date, value, complete = true }) =>
    value === null ? [] : [{ x: x(dayNumber(date)), y: y(value), date, value, hollow: !complete }],
  );
  const suppressed = series.points.filter((point) => point.suppressed).map(({ date }) => x(dayNumber(date)));
  return { name: series.name, ...paths(series, x, y, maxGapDays), marks, suppressed };
}

/** A label beside a mark, above or below everything drawn within its width. */
function labelAt(
  text: string,
  mark: Mark,
  above: boolean,
  all: readonly Mark[],
  scene: Pick<Scene, "plot">,
  direction: Direction,
) {
  const width = textWidth(text.replace(/[\u2066-\u2069]/g, ""), TEXT);
  const { left, right } = scene.plot;
  const toRight = mark.x + width <= right;
  const middle = mark.x - width / 2 >= left && mark.x + width / 2 <= right;
  const side = middle ? ("middle" as const) : toRight ? ("right" as const) : ("left" as const);
  const from =
    side === "middle" ? mark.x - width / 2 : side === "right" ? mark.x - RADIUS : mark.x - width + RADIUS;
  const near = all.filter(({ x }) => x >= from - RADIUS && x <= from + width + RADIUS).map(({ y }) => y);
  const edge = above ? Math.min(mark.y, ...near) - RADIUS - 7 : Math.max(mark.y, ...near) + RADIUS + 15;
  const x = side === "middle" ? mark.x : side === "right" ? from : from + width;
  return {
    text,
    x,
    y: edge,
    anchor: anchorFor(side, direction),
    width,
    height: LINE,
    centre: from + width / 2,
  };
}

/** Labels in order of importance: the last value of each series, derived points, the first value of each series. */
function sceneLabels(scene: Omit<Scene, "labels">, words: ChartWords, direction: Direction): Label[] {
  const ranked = scene.series.flatMap((one, number) => {
    const [first, last] = [one.marks[0], one.marks.at(-1)];
    return first && last ? [{ name: one.name, number, first, last }] : [];
  });
  const lowest = Math.max(...ranked.map(({ last }) => last.y));
  const all = [...scene.series.flatMap(({ marks }) => marks), ...scene.derived];
  const wanted = [
    ...ranked.map(({ name, number, last }) => ({
      ...labelAt(
        words.pair(name, words.number(last.value)),
        last,
        ranked.length === 1 || last.y < lowest,
        all,
        scene,
        direction,
      ),
      series: number,
      strong: true,
    })),
    ...scene.derived.map((mark) => ({
      ...labelAt(words.pair(words.derived, words.number(mark.value)), mark, true, all, scene, direction),
      series: null,
      strong: true,
    })),
    ...ranked
      .filter(({ first, last }) => Math.abs(first.x - last.x) > NEAR)
      .map(({ first, number }) => ({
        ...labelAt(words.number(first.value), first, false, all, scene, direction),
        series: number,
        strong: false,
      })),
  ];
  const kept = placeLabels(wanted.map((label) => ({ ...label, x: label.centre, at: label.x })));
  return kept
    .filter(({ y }) => y > scene.plot.top - LINE && y < scene.plot.bottom)
    .map(({ text, at, y, anchor, series, strong }) => ({ text, x: at, y, anchor, series, strong }));
}

/** Everything the picture draws, in CSS pixels. Pure: the same data, width and direction give the same scene. */
export function chartScene(
  data: LineChartData,
  width: number,
  direction: Direction,
  words: ChartWords,
): Scene {
  const derivedData = data.derived ?? [];
  const days = [...data.series.flatMap(({ points }) => points), ...derivedData].map(({ date }) =>
    dayNumber(date),
  );
  const values = data.series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const more = [
    derivedData.map(({ value }) => value),
    data.baseline?.value,
    data.target?.from,
    data.target?.to,
  ];
  const axis = valueAxis([...values, ...more.flat().filter((value) => value !== undefined)]);
  const span: [number, number] = [Math.min(...days), Math.max(...days)];
  const height = width < 480 ? 280 : 360;
  const scaleRoom =
    Math.max(...axis.ticks.map((tick) => textWidth(words.number(tick).replace(/[\u2066-\u2069]/g, ""), 13))) +
    12;
  const plot =
    direction === "rtl"
      ? { left: 14, right: width - scaleRoom, top: 28, bottom: height - 32 }
      : { left: scaleRoom, right: width - 14, top: 28, bottom: height - 32 };
  const x = timeScale(span, [plot.left + 12, plot.right - 12], direction);
  const y = linear(axis.domain, [plot.bottom, plot.top]);
  const rest = {
    width,
    height,
    plot,
    x,
    y,
    axis,
    years: yearTicks(...span, plot.right - plot.left).map(({ day, year }) => ({ x: x(day), year })),
    series: data.series.map((series) => sceneSeries(series, x, y, data.maxGapDays ?? YEAR_MISSING)),
    derived: derivedData.map(({ date, value }) => ({
      x: x(dayNumber(date)),
      y: y(value),
      date,
      value,
      hollow: true,
    })),
  };
  return { ...rest, labels: sceneLabels(rest, words, direction) };
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
