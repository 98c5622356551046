import { isLang, type Lang } from "../i18n/languages";

/** The language of an address (`/pl/programm` → "pl"); German when it names none. */
export function langOf(path: string): Lang {
  const first = path.split("/")[1];
  return isLang(first) ? first : "de";
}

/** The address of a page in a language: `link("pl", "/programm")` → "/pl/programm". */
export function link(lang: Lang, path: string): string {
  return `/${lang}${path}`;
}

/** The same place in another language; `url` may carry a query and a fragment. */
export function inLanguage(url: string, lang: Lang): string {
  return url.replace(/^\/[^/?]*/, `/${lang}`);
}

/** `path` with the query of `values`; empty values are left out. */
export function withQuery(path: string, values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return query.size > 0 ? `${path}?${query}` : path;
}
