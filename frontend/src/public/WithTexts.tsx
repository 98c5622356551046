import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { createI18n, type I18n, I18nContext, useI18n } from "../i18n/i18n";
import { loadTexts, type TextGroup, textsAtHand } from "../i18n/load";

interface WithTextsProps {
  group: TextGroup;
  children: ComponentChildren;
}

/** Adds a group of texts to those every page has. While another language loads, the one shown last stays. */
export function WithTexts({ group, children }: WithTextsProps) {
  const core = useI18n();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const last = useRef<I18n | null>(null);
  const { lang } = core;
  const own = textsAtHand(lang, group);
  const shared = textsAtHand(lang, "core");
  const i18n = useMemo(
    () => (own && shared ? createI18n(lang, { ...shared, ...own }) : null),
    [lang, own, shared],
  );
  useEffect(() => {
    if (!own) void loadTexts(lang, group).then(() => redraw(0));
  }, [lang, group, own]);
  last.current = i18n ?? last.current;
  return last.current && <I18nContext.Provider value={last.current}>{children}</I18nContext.Provider>;
}
