/** The languages of the interface, in the order of the menu. Codes are those of addresses, `?lang=` and message files. */
export const LANGUAGES = ["de", "de-simple", "en", "pl", "tr", "it", "ro", "uk", "ar"] as const;
export type Lang = (typeof LANGUAGES)[number];

/** The language the texts are written in. */
export const SOURCE: Lang = "de";

/** Names in the language itself; read aloud with `htmlLang`. */
export const LANGUAGE_NAMES: Record<Lang, string> = {
  de: "Deutsch",
  "de-simple": "Einfache Sprache",
  en: "English",
  pl: "Polski",
  tr: "Türkçe",
  it: "Italiano",
  ro: "Română",
  uk: "Українська",
  ar: "العربية",
};

/** True when `code` is one of ours. */
export function isLang(code: string | undefined): code is Lang {
  return LANGUAGES.includes(code as Lang);
}

/** The value for a `lang` attribute: plain German is German to a screen reader. */
export function htmlLang(lang: string): string {
  return lang === "de-simple" ? "de" : lang;
}

export function direction(lang: string): "ltr" | "rtl" {
  return lang === "ar" ? "rtl" : "ltr";
}
