import type { Lang } from "../i18n/languages";

/** "22.11.2026" of an ISO day: for rows of a table. */
export function shortDay(iso: string, { lang, htmlLang }: { lang: Lang; htmlLang: string }): string {
  const options = { dateStyle: "medium", timeZone: "UTC" } as const;
  const tag = lang === "ar" ? "ar-u-nu-latn" : htmlLang;
  return new Intl.DateTimeFormat(tag, options).format(new Date(`${iso}T00:00:00Z`));
}

/** The ISO day `count` days after `day`. */
export function daysAfter(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}
