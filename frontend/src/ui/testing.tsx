import { cleanup, render } from "@testing-library/preact";
import type { ComponentChildren } from "preact";
import { createI18n, type I18n, I18nContext } from "../i18n/i18n";
import type { Lang } from "../i18n/languages";
import { loadTexts } from "../i18n/load";
import { type AnyGroup, loadStaffTexts, type StaffI18n } from "../i18n/staffTexts";

/** A language with all its texts, for tests. */
export async function speak(lang: Lang): Promise<I18n> {
  const groups = await Promise.all(
    (["core", "more", "long", "indicators", "events", "sheets"] as const).map((group) =>
      loadTexts(lang, group),
    ),
  );
  return createI18n(lang, Object.assign({}, ...groups));
}

/** A language with the texts every page of the staff area has, and those of `groups`. */
export async function speakStaff(lang: Lang, groups: readonly AnyGroup[] = []): Promise<StaffI18n> {
  const texts = await loadStaffTexts(lang, ["core", "more", "kit", "team", ...groups]);
  return createI18n(lang, texts) as unknown as StaffI18n;
}

/** Renders a part in a language, on an otherwise empty page. */
export function show(part: ComponentChildren, i18n: I18n | StaffI18n) {
  cleanup();
  return render(<I18nContext.Provider value={i18n as I18n}>{part}</I18nContext.Provider>);
}

/** Nothing inside a picture may take focus: a screen reader would never announce it. */
export function focusable(inside: Element): Element[] {
  return [...inside.querySelectorAll("a, button, select, input, [tabindex]")];
}
