import type { AnswerOf } from "../api/operations";

export type EventSheets = AnswerOf<"/staff/events/{number}/sheets", "get">;
export type CameInOf = NonNullable<EventSheets["came_in"]>;

export const GENDERS = ["f", "m", "d", "not_stated"] as const;
export const BACKGROUNDS = ["yes", "no", "not_stated"] as const;

/** The day after `day`; both as 2026-12-19. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** The mean of grades from 1 to 5 that were given so many times each. */
export function meanOf(grades: readonly number[]): number {
  const all = grades.reduce((sum, many) => sum + many, 0);
  return grades.reduce((sum, many, place) => sum + many * (place + 1), 0) / all;
}
