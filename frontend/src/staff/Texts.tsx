import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { createI18n, type I18n, I18nContext } from "../i18n/i18n";
import type { Lang } from "../i18n/languages";
import { type AnyGroup, loadStaffTexts, staffTextsAtHand } from "../i18n/staffTexts";

/** Texts that every page of the staff area has. */
const SHARED: readonly AnyGroup[] = ["core", "more", "kit", "team"];

interface TextsProps {
  lang: Lang;
  /** Groups besides those every page has. */
  groups: readonly AnyGroup[];
  children: ComponentChildren;
}

/** Gives its children a language. While another one loads, the one shown last stays. */
export function Texts({ lang, groups, children }: TextsProps) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const last = useRef<I18n | null>(null);
  const all = [...new Set([...SHARED, ...groups])];
  const key = `${lang} ${all.join(" ")}`;
  const ready = staffTextsAtHand(lang, all) !== undefined;
  const i18n = useMemo(() => {
    const texts = staffTextsAtHand(lang, all);
    return texts ? createI18n(lang, texts) : null;
  }, [key, ready]);
  useEffect(() => {
    if (!ready) void loadStaffTexts(lang, all).then(() => redraw(0));
  }, [key, ready]);
  last.current = i18n ?? last.current;
  return last.current && <I18nContext.Provider value={last.current}>{children}</I18nContext.Provider>;
}
