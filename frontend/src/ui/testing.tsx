import { cleanup, render } from "@testing-library/preact";
import type { ComponentChildren } from "preact";
import { createI18n, type I18n, I18nContext } from "../i18n/i18n";
import type { Lang } from "../i18n/languages";
import { loadTexts } from "../i18n/load";

/** A language with all its texts, for tests. */
export async function speak(lang: Lang): Promise<I18n> {
  const groups = await Promise.all(
    (["core", "more", "long"] as const).map((group) => loadTexts(lang, group)),
  );
  return createI18n(lang, Object.assign({}, ...groups));
}

/** Renders a part in a language, on an otherwise empty page. */
export function show(part: ComponentChildren, i18n: I18n) {
  cleanup();
  return render(<I18nContext.Provider value={i18n}>{part}</I18nContext.Provider>);
}

/** Nothing inside a picture may take focus: a screen reader would never announce it. */
export function focusable(inside: Element): Element[] {
  return [...inside.querySelectorAll("a, button, select, input, [tabindex]")];
}
