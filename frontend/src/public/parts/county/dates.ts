import type { Area } from "../../../api/types";

/**
 * The days on which the map of the county changes: the first day with figures, every later day on which one of today's areas
 * began in its present form, and today (as ""). Oldest first.
 */
export function dateChoices(areas: Area[], firstFigures: string | null, today: string): string[] {
  const begins = areas.map(({ valid_from }) => valid_from).filter((day) => day !== null);
  const days = [...begins, ...(firstFigures ? [firstFigures] : [])];
  const known = [...new Set(days)].filter((day) => day < today && (!firstFigures || day >= firstFigures));
  return [...known.sort(), ""];
}

/** True for a complete calendar day such as "2016-02-29"; false for "2016-02-30". */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
