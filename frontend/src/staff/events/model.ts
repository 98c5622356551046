import type { StaffText } from "../../ui/TextsField/TextsField";
import type { AnswerOf, BodyOf } from "../api/operations";

export type EventLine = AnswerOf<"/staff/events", "get">["items"][number];
export type EventDocument = AnswerOf<"/staff/events/{number}", "get">;
export type EventChange = BodyOf<"/staff/events/{number}", "patch">;
export type EventState = EventLine["state"];
export type EventDate = EventDocument["sessions"][number];
export type Question = Omit<EventDocument["questions"][number], "key"> & { key: string | null };

export const KINDS = [
  "information",
  "training",
  "intercultural_training",
  "working_group",
  "school_visit",
  "encounter",
  "supervision",
  "briefing",
] as const;
export const STATES = [
  "draft",
  "published",
  "postponed",
  "rescheduled",
  "cancelled",
  "held",
  "archived",
] as const;
const TEXTS = [
  "topic",
  "organiser",
  "venue",
  "place",
  "street",
  "postal_code",
  "town",
  "online_link",
] as const;
const NUMBERS = ["measure", "working_group", "trainer"] as const;

/** What the form edits, under the names of the document. Empty texts stand for nothing. */
export interface EventValues
  extends Record<(typeof TEXTS)[number] | (typeof NUMBERS)[number], string>,
    Pick<
      EventDocument,
      | "title"
      | "description"
      | "picture_alt"
      | "getting_there"
      | "audiences"
      | "target_groups"
      | "languages"
      | "position"
      | "online"
      | "childcare"
      | "women_only"
      | "registration"
      | "opens_at"
      | "closes_at"
    > {
  kind: string;
  area: string;
  access: string;
  mode: string;
  price_cents: number | null;
  capacity: number | null;
  waiting_limit: number | null;
  most_in_party: number | null;
  offer_hours: number | null;
  retention_days: number | null;
  share_needed: number | null;
  questions: Question[];
}

const asText = (value: string | number | null) => (value === null ? "" : String(value));

/** "2026-12-05T18:00:00+01:00" as fields show it: the clock on the wall. */
export const wall = (moment: string | null) => moment?.slice(0, 16) ?? null;

export function valuesOf(data: EventDocument): EventValues {
  const { title, description, picture_alt, getting_there, audiences, target_groups, languages, position } =
    data;
  return {
    kind: data.kind,
    title,
    description,
    picture_alt,
    topic: asText(data.topic),
    audiences,
    target_groups,
    languages,
    organiser: asText(data.organiser),
    measure: asText(data.measure),
    working_group: asText(data.working_group),
    trainer: asText(data.trainer?.account ?? null),
    area: data.area,
    venue: asText(data.venue),
    place: asText(data.place),
    street: asText(data.street),
    postal_code: asText(data.postal_code),
    town: asText(data.town),
    position,
    access: data.access,
    getting_there,
    online: data.online,
    online_link: asText(data.online_link),
    price_cents: data.price_cents,
    childcare: data.childcare,
    women_only: data.women_only,
    registration: data.registration,
    capacity: data.capacity,
    waiting_limit: data.waiting_limit,
    mode: data.mode,
    opens_at: wall(data.opens_at),
    closes_at: wall(data.closes_at),
    most_in_party: data.most_in_party,
    offer_hours: data.offer_hours,
    questions: data.questions,
    retention_days: data.retention_days,
    share_needed: data.share_needed,
  };
}

/** German alone: other languages are written with the translations, and stay as they are. */
const german = (texts: readonly StaffText[]) =>
  texts.filter(({ lang }) => lang === "de").map(({ lang, text }) => ({ lang, text }));

export const isEmpty = (texts: readonly StaffText[]) => texts.every(({ text }) => text.trim() === "");

/** What the PATCH takes. Where nobody has to sign up, there are no seats. */
export function changeOf(patch: Partial<EventValues>, whole: EventValues): EventChange {
  const body: Record<string, unknown> = { ...patch };
  for (const name of TEXTS) if (name in body) body[name] = String(body[name]).trim() || null;
  for (const name of NUMBERS) if (name in body) body[name] = body[name] ? Number(body[name]) : null;
  if (patch.description && isEmpty(whole.description)) body.description = null;
  if (patch.getting_there && isEmpty(whole.getting_there)) body.getting_there = null;
  if (patch.registration === false) Object.assign(body, { capacity: null, waiting_limit: 0 });
  if (patch.questions) {
    body.questions = patch.questions.map((one) => ({
      ...one,
      label: german(one.label),
      purpose: german(one.purpose),
      choices:
        one.kind === "choice"
          ? one.choices.map(({ code, label }) => ({ code: code || null, label: german(label) }))
          : [],
    }));
  }
  return body as EventChange;
}
