import { line } from "d3-shape";
import { dayNumber, type Scale } from "../geometry";
import type { ChartSeries } from "./LineChart";
import type { SceneSeries } from "./scene";

/** The points of a series as runs that are drawn through, and the dotted bridges between runs that are only far apart. */
function paths(series: ChartSeries, x: Scale, y: Scale, maxGapDays: number) {
  const draw = line<[number, number]>();
  const runs: [number, number][][] = [];
  const bridges: [number, number][][] = [];
  let before: { day: number; at: [number, number] } | null = null;
  for (const { date, value } of series.points) {
    const day = dayNumber(date);
    const at: [number, number] | null = value === null ? null : [x(day), y(value)];
    if (at && before && day - before.day <= maxGapDays) runs.at(-1)?.push(at);
    else if (at) runs.push([at]);
    if (at && before && day - before.day > maxGapDays) bridges.push([before.at, at]);
    before = at && { day, at };
  }
  const join = (pieces: [number, number][][]) => pieces.map((piece) => draw(piece) ?? "").join("");
  return { line: join(runs.filter(({ length }) => length > 1)), bridge: join(bridges) };
}

/** One series as it is drawn: line, bridges, marks, and where a value is not shown. */
export function sceneSeries(series: ChartSeries, x: Scale, y: Scale, maxGapDays: number): SceneSeries {
  const marks = series.points.flatMap(({ date, value, complete = true }) =>
    value === null ? [] : [{ x: x(dayNumber(date)), y: y(value), date, value, hollow: !complete }],
  );
  const suppressed = series.points.filter((point) => point.suppressed).map(({ date }) => x(dayNumber(date)));
  return { name: series.name, ...paths(series, x, y, maxGapDays), marks, suppressed };
}
