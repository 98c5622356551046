import { extent, tickStep, ticks } from "d3-array";

/** Reading direction of the page; only the time axis and HTML layout follow it, a map never does. */
export type Direction = "ltr" | "rtl";
/** Maps a value of the data to a coordinate in CSS pixels. */
export type Scale = (value: number) => number;

const DAY = 86_400_000;

/** Days since 1970-01-01 for an ISO date; calendar days, so no time zone takes part. Throws a RangeError for anything else. */
export function dayNumber(date: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY : Number.NaN;
  if (!Number.isInteger(day) || isoDate(day) !== date) throw new RangeError(`not an ISO date: ${date}`);
  return day;
}

/** The ISO date of a day number. */
export function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A straight scale; a domain of zero length maps everything to the middle of the range. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** The time scale of a plot: runs from left to right, or mirrored for right-to-left pages. */
export function timeScale(
  days: readonly [number, number],
  [left, right]: readonly [number, number],
  direction: Direction,
): Scale {
  return linear(days, direction === "rtl" ? [right, left] : [left, right]);
}

/** The value axis: round ends, round ticks, and whether it starts at zero (if not, the picture must say so). */
export interface ValueAxis {
  domain: [number, number];
  ticks: number[];
  fromZero: boolean;
}

/** Builds the value axis that holds all `values`; an axis never dips below zero when no value does. */
export function valueAxis(values: readonly number[], count = 5): ValueAxis {
  const [low = 0, high = 0] = extent(values);
  const spread = high - low || Math.abs(high) * 0.1 || 1;
  const floor = low - spread * 0.2;
  const wanted = low >= 0 && floor < high * 0.25 ? 0 : floor;
  // Half a club is nobody's number: an axis of whole values has whole ticks.
  const whole = values.every(Number.isInteger);
  const step = Math.max(tickStep(wanted, high + spread * 0.1, count), whole ? 1 : 0);
  const domain: [number, number] = [
    Math.floor(wanted / step) * step,
    Math.ceil((high + spread * 0.1) / step) * step,
  ];
  const marks = ticks(domain[0], domain[1], count).filter((mark) => !whole || Number.isInteger(mark));
  return { domain, ticks: marks, fromZero: domain[0] === 0 };
}

/** Day numbers of the 1st of January of round years between two days, at most one per `gap` pixels of `length`. */
export function yearTicks(
  from: number,
  to: number,
  length: number,
  gap = 56,
): { day: number; year: number }[] {
  const first = Number(isoDate(from).slice(0, 4));
  const last = Number(isoDate(to).slice(0, 4));
  const room = Math.max(1, Math.floor(length / gap));
  const step = [1, 2, 5, 10, 20, 50].find((size) => (last - first + 1) / size <= room) ?? 100;
  const years: { day: number; year: number }[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const day = dayNumber(`${String(year).padStart(4, "0")}-01-01`);
    if (day >= from && day <= to) years.push({ day, year });
  }
  return years;
}

/** The part of a span that a day has passed, as 0 … 100 per cent, never outside. */
export function percentOf(day: number, [from, to]: readonly [number, number]): number {
  if (to <= from) return 0;
  return Math.min(100, Math.max(0, ((day - from) / (to - from)) * 100));
}

/** A rough width of a text in CSS pixels; enough to keep labels apart where nothing can be measured. Isolates have no width. */
export function textWidth(text: string, size: number): number {
  return text.replace(/[\u2066-\u2069]/g, "").length * size * 0.56;
}

/** `text-anchor` for a text that shall lie on one side of its point; SVG's start and end flip in right-to-left text. */
export function anchorFor(
  side: "left" | "middle" | "right",
  direction: Direction,
): "start" | "middle" | "end" {
  if (side === "middle") return "middle";
  return (side === "right") === (direction === "ltr") ? "start" : "end";
}

/** Keeps of `labels` (most important first) those whose boxes do not meet an earlier one. */
export function placeLabels<L extends { x: number; y: number; width: number; height: number }>(
  labels: readonly L[],
): L[] {
  const kept: L[] = [];
  for (const label of labels) {
    const free = kept.every(
      (other) =>
        Math.abs(other.x - label.x) * 2 >= other.width + label.width ||
        Math.abs(other.y - label.y) * 2 >= other.height + label.height,
    );
    if (free) kept.push(label);
  }
  return kept;
}
