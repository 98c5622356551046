import type { EventItem } from "../../api/types";
import type { I18n, MessageKey } from "../../i18n/i18n";

export const KINDS = [
  "information",
  "training",
  "intercultural_training",
  "encounter",
  "school_visit",
  "supervision",
  "working_group",
  "briefing",
] as const;

/** Our words for a code; these lists are open, so one we have no word for is shown as it is. */
export function wordFor(group: "topic" | "audience" | "group", code: string, t: I18n["t"]): string {
  const key = `event.${group}_${code}`;
  const said = (t as (key: MessageKey) => string)(key as MessageKey);
  return said === key ? code : said;
}

type Session = EventItem["sessions"][number];

/** The date to name first: the next that takes place; else the last. */
export function nextSession({ sessions }: EventItem, now = Date.now()): Session | undefined {
  const held = sessions.filter(({ state }) => state !== "cancelled");
  return held.find(({ ends_at }) => Date.parse(ends_at) > now) ?? held.at(-1) ?? sessions.at(-1);
}

/** "Samstag, 5. Dezember 2026, 18:00 bis 20:30 Uhr"; over midnight, both days are named. */
export function whenOf({ starts_at, ends_at }: Session, { t, date, clock, moment }: I18n): string {
  const [start, end] = [new Date(starts_at), new Date(ends_at)];
  return date(start) === date(end)
    ? t("event.session", { day: date(start), start: clock(start), end: clock(end) })
    : t("event.span", { start: moment(start), end: moment(end) });
}

type Moved = Exclude<EventItem["state"], "draft" | "published" | "archived">;

/** Whether something happened to it that visitors should know. */
export function isMoved(state: EventItem["state"]): state is Moved {
  return ["postponed", "rescheduled", "cancelled", "held"].includes(state);
}

/** Whether one can come: it is neither cancelled nor postponed nor over. */
export function takesPlace({ state }: Pick<EventItem, "state">): boolean {
  return state === "published" || state === "rescheduled";
}
