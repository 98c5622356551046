import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormats, type Formats } from "./formats";
import type { Messages } from "./gen/keys";
import { direction, htmlLang, type Lang } from "./languages";

export type MessageKey = keyof Messages;
type Compiled = string | ((values: Record<string, unknown>) => string);
/** Compiled texts of one language by key. */
export type Catalogue = Record<string, Compiled>;
/** Speaks the texts of `M` (key → its arguments). */
type TranslateOf<M> = <K extends keyof M>(
  key: K,
  ...rest: M[K] extends undefined ? [] : [values: M[K]]
) => string;
export type Translate = TranslateOf<Messages>;

/** Everything a part needs to speak one language. */
export interface I18n<M = Messages> extends Formats {
  lang: Lang;
  /** For `lang` attributes. */
  htmlLang: string;
  dir: "ltr" | "rtl";
  t: TranslateOf<M>;
}

export function createI18n(lang: Lang, catalogue: Catalogue): I18n {
  const t: Translate = (key, ...[values]) => {
    const message = catalogue[key];
    if (message === undefined) return key;
    return typeof message === "string" ? message : message((values ?? {}) as Record<string, unknown>);
  };
  return { lang, htmlLang: htmlLang(lang), dir: direction(lang), t, ...createFormats(lang) };
}

export const I18nContext = createContext<I18n | null>(null);

/** The language of the page. Throws outside of an `I18nContext`. */
export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("no I18nContext around this part");
  return i18n;
}
