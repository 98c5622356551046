import type { EventItem } from "../../../api/types";

/** A date of an event, on the day it begins. */
export interface Dated {
  event: EventItem;
  session: EventItem["sessions"][number];
}

const BERLIN = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });

/** The Berlin day of an instant, as an ISO date. */
export function dayOf(at: Date): string {
  return BERLIN.format(at);
}

/** "2026-12" and how many months later. */
export function monthAfter(month: string, step: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

/** The days of a month as ISO dates. */
export function daysOf(month: string): string[] {
  const last = new Date(`${monthAfter(month, 1)}-01T00:00:00Z`);
  last.setUTCDate(0);
  return Array.from(
    { length: last.getUTCDate() },
    (_, day) => `${month}-${String(day + 1).padStart(2, "0")}`,
  );
}

/** Which column a day stands in, 1 = Monday. */
export function columnOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** What begins on each day, in the order of the clock. */
export function byDay(items: EventItem[]): Map<string, Dated[]> {
  const all = items.flatMap((event) => event.sessions.map((session) => ({ event, session })));
  all.sort((a, b) => Date.parse(a.session.starts_at) - Date.parse(b.session.starts_at));
  const found = new Map<string, Dated[]>();
  for (const one of all) {
    const day = dayOf(new Date(one.session.starts_at));
    found.set(day, [...(found.get(day) ?? []), one]);
  }
  return found;
}
