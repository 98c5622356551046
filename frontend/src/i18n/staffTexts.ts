import { createFormats } from "./formats";
import type { Messages, StaffGroup, StaffMessages } from "./gen/keys";
import { type Catalogue, type I18n, useI18n } from "./i18n";
import { type Lang, SOURCE } from "./languages";
import { loadTexts, type TextGroup, textsAtHand } from "./load";

/** What the staff area can say: its own texts and those of the public parts it uses. */
type AllMessages = Messages & StaffMessages;
export type StaffKey = keyof AllMessages;
export type StaffI18n = I18n<AllMessages>;
/** A folder of messages/staff, or a group of the public site's texts. */
export type AnyGroup = StaffGroup | TextGroup;

/** The language of the page, with the texts of the staff area. */
export function useTexts(): StaffI18n {
  return useI18n() as unknown as StaffI18n;
}

/** "14:30" of an instant, in Berlin time. */
export function clock(at: Date, { lang }: { lang: Lang }): string {
  return createFormats(lang).clock(at);
}

/** "22.11.2026, 14:30" of an instant, in Berlin time: for rows of a table. */
export function shortMoment(at: string, { lang, htmlLang }: { lang: Lang; htmlLang: string }): string {
  const options = { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Berlin" } as const;
  return new Intl.DateTimeFormat(lang === "ar" ? "ar-u-nu-latn" : htmlLang, options).format(new Date(at));
}

/** True when no person has checked the staff texts of `lang`: German was written, the others come from a machine. */
export function isByMachine(lang: Lang): boolean {
  return lang !== SOURCE;
}

const modules = import.meta.glob<{ default: Catalogue }>("./gen/staff/*.js");
const loaded = new Map<string, Catalogue>();
const isPublic = (group: AnyGroup): group is TextGroup =>
  ["core", "more", "long", "indicators", "events"].includes(group);

async function loadGroup(lang: Lang, group: AnyGroup): Promise<Catalogue> {
  if (isPublic(group)) return loadTexts(lang, group);
  const name = `${group}.${lang}`;
  const known = loaded.get(name);
  if (known) return known;
  const module = modules[`./gen/staff/${name}.js`];
  if (!module) throw new Error(`no texts ${name}`);
  const { default: texts } = await module();
  loaded.set(name, texts);
  return texts;
}

/** The texts of all `groups` in one, if they are here already. */
export function staffTextsAtHand(lang: Lang, groups: readonly AnyGroup[]): Catalogue | undefined {
  const found = groups.map((group) =>
    isPublic(group) ? textsAtHand(lang, group) : loaded.get(`${group}.${lang}`),
  );
  return found.every((one) => one !== undefined) ? Object.assign({}, ...found) : undefined;
}

/** Fetches the texts of all `groups`. Rejects when they cannot be fetched. */
export async function loadStaffTexts(lang: Lang, groups: readonly AnyGroup[]): Promise<Catalogue> {
  return Object.assign({}, ...(await Promise.all(groups.map((group) => loadGroup(lang, group)))));
}
