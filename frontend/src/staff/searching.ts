import type { StaffI18n } from "../i18n/staffTexts";
import { api } from "./api/client";
import { addressOf } from "./organisations/model";
import { saidIn } from "./said";

export interface Found {
  text: string;
  /** What sort of thing it is, in words. */
  kind: string;
  link: string;
}

interface Source {
  permissions: readonly string[];
  find: (q: string, i18n: StaffI18n) => Promise<Found[]>;
}

/** How many of each sort are shown. */
const MOST = 6;

/** Whether every word typed occurs. */
function matches(text: string, q: string, lang: string): boolean {
  const within = text.toLocaleLowerCase(lang);
  return q
    .toLocaleLowerCase(lang)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

async function measures(q: string, { t, lang, htmlLang }: StaffI18n): Promise<Found[]> {
  const { data } = await api.get("/staff/measures", { query: { limit: 200 } });
  return data.items
    .map(({ number, title }) => ({
      text: saidIn(title, lang),
      kind: t("measure.number", { number }),
      link: `/team/massnahmen/${number}`,
    }))
    .filter(({ text, kind }) => matches(`${kind} ${text}`, q, htmlLang));
}

async function indicators(q: string, { t, lang, htmlLang }: StaffI18n): Promise<Found[]> {
  const { data } = await api.get("/indicators", { query: { limit: 200, lang } });
  return data.items
    .map(({ code, text }) => ({
      text: `${code} ${text.text}`,
      kind: t("team.values"),
      link: `/team/werte?view=all&indicator=${code}`,
    }))
    .filter(({ text }) => matches(text, q, htmlLang));
}

async function outreach(q: string, { t }: StaffI18n): Promise<Found[]> {
  const { data } = await api.get("/staff/outreach", { query: { q, limit: MOST } });
  return data.items.map(({ id, organisation }) => ({
    text: organisation.name,
    kind: t("team.search_outreach"),
    link: `/team/ansprache/${id}`,
  }));
}

async function organisations(q: string, { t }: StaffI18n): Promise<Found[]> {
  const { data } = await api.get("/staff/organisations", { query: { q, limit: MOST } });
  return data.items.map((one) => ({ text: one.name, kind: t(`kind.${one.kind}`), link: addressOf(one) }));
}

async function events(q: string, { t, lang }: StaffI18n): Promise<Found[]> {
  const { data } = await api.get("/staff/events", { query: { q, limit: MOST } });
  return data.items.map(({ id, title }) => ({
    text: saidIn(title, lang),
    kind: t("team.event"),
    link: `/team/veranstaltungen/${id}`,
  }));
}

async function people(q: string, { t, htmlLang }: StaffI18n): Promise<Found[]> {
  const { data } = await api.get("/accounts");
  return data.items
    .filter(({ name, email }) => matches(`${name} ${email}`, q, htmlLang))
    .map(({ id, name }) => ({ text: name, kind: t("team.person"), link: `/team/konten/${id}` }));
}

function source(permission: string, find: Source["find"]): Source {
  return { permissions: [permission], find: async (q, i18n) => (await find(q, i18n)).slice(0, MOST) };
}

/** What the search box asks, as far as the person may read it. */
export const SOURCES: readonly Source[] = [
  source("measures.read", measures),
  source("observations.read", indicators),
  source("outreach.read", outreach),
  source("organisations.read", organisations),
  source("events.see", events),
  source("accounts.manage", people),
];
