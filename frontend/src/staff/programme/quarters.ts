import { dayNumber, isoDate } from "../../ui/geometry";

/** The project's time, as a measure's document tells it. */
export interface Calendar {
  start: string;
  end: string;
  quarters: number;
  today: string;
}

/** First day of a project quarter: 1 begins on the day the project starts. */
export function quarterStart({ start }: Pick<Calendar, "start">, quarter: number): string {
  const [year = 0, month = 1, day = 1] = start.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + 3 * (quarter - 1), day)).toISOString().slice(0, 10);
}

/** Last day of a project quarter. */
export function quarterEnd(calendar: Pick<Calendar, "start">, quarter: number): string {
  return isoDate(dayNumber(quarterStart(calendar, quarter + 1)) - 1);
}

/** The project quarter a day lies in, kept within the project. */
export function quarterOf(calendar: Pick<Calendar, "start" | "quarters">, day: string): number {
  const later = Array.from({ length: calendar.quarters }, (_, index) => index + 1).findLast(
    (quarter) => quarterStart(calendar, quarter) <= day,
  );
  return later ?? 1;
}

export interface Span {
  first: number;
  last: number;
}
export type Part = "start" | "whole" | "end";

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** A planned span with one end, or the whole, moved by quarters; it never leaves the project nor loses its last quarter. */
export function moved({ first, last }: Span, part: Part, by: number, quarters: number): Span {
  if (part === "start") return { first: within(first + by, 1, last), last };
  if (part === "end") return { first, last: within(last + by, first, quarters) };
  const step = within(by, 1 - first, quarters - last);
  return { first: first + step, last: last + step };
}
