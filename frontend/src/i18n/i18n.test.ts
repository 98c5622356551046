import { describe, expect, it } from "vitest";
import { createI18n, type I18n } from "./i18n";
import { LANGUAGES, type Lang } from "./languages";
import { loadTexts, textsAtHand } from "./load";

async function speak(lang: Lang): Promise<I18n> {
  const groups = await Promise.all([
    loadTexts(lang, "core"),
    loadTexts(lang, "more"),
    loadTexts(lang, "long"),
    loadTexts(lang, "indicators"),
  ]);
  return createI18n(lang, Object.assign({}, ...groups));
}

/** The text without its number. */
const form = (text: string) => text.replace(/[\u2066-\u2069]|\d+/g, "").trim();

describe("texts", () => {
  it("have three Polish plural forms, and 22 goes with 2 while 12 goes with 5", async () => {
    const { t } = await speak("pl");
    const forms = [1, 2, 5].map((count) => form(t("programme.count", { count })));
    expect(new Set(forms).size).toBe(3);
    expect(form(t("programme.count", { count: 22 }))).toBe(forms[1]);
    expect(form(t("programme.count", { count: 12 }))).toBe(forms[2]);
  });

  it("have an Arabic dual, a few and a many", async () => {
    const { t } = await speak("ar");
    const forms = [1, 2, 3, 11].map((count) => form(t("programme.count", { count })));
    expect(new Set(forms).size).toBe(4);
  });

  it("isolate every inserted value in right-to-left languages, and only there", async () => {
    const [ar, de] = await Promise.all([speak("ar"), speak("de")]);
    const values = { start: "2015-07-01", end: "2018-06-30" };
    expect(ar.t("measure.planned", values)).toContain("\u20682015-07-01\u2069");
    expect(ar.t("measure.planned", values)).toContain("\u20682018-06-30\u2069");
    expect(de.t("measure.planned", values)).not.toMatch(/[\u2066-\u2069]/);
  });

  it("are there in every language", async () => {
    const de = await speak("de");
    for (const lang of LANGUAGES) {
      const { t, dir, htmlLang } = await speak(lang);
      expect(t("nav.programme")).not.toBe("nav.programme");
      expect(t("api.title")).not.toBe("api.title");
      expect(dir).toBe(lang === "ar" ? "rtl" : "ltr");
      expect(htmlLang).toBe(lang === "de-simple" ? "de" : lang);
    }
    expect(de.t("county.map")).toBe("Karte");
  });

  it("are at hand once they were loaded", async () => {
    const texts = await loadTexts("it", "core");
    expect(textsAtHand("it", "core")).toBe(texts);
  });
});
