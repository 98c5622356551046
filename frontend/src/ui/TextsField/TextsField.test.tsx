import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { TextsField, textIn, withText } from "./TextsField";
import { title } from "./TextsField.examples";

const de = await speakStaff("de");
const states = (value: { lang: string; state: string }[]) =>
  Object.fromEntries(value.map(({ lang, state }) => [lang, state]));

describe("texts", () => {
  it("that a person writes count as reviewed, an empty one as missing", () => {
    expect(states(withText(title.value, "pl", "Program"))).toMatchObject({
      pl: "reviewed",
      en: "reviewed",
      ar: "outdated",
    });
    expect(states(withText(title.value, "pl", ""))).toMatchObject({ pl: "missing" });
    expect(textIn(withText(title.value, "uk", "Нове"), "uk")).toBe("Нове");
  });

  it("are outdated when the German text changes, and only then", () => {
    expect(states(withText(title.value, "de", "Neu"))).toEqual({
      de: "original",
      en: "outdated",
      pl: "outdated",
      ar: "outdated",
    });
  });
});

describe("TextsField", () => {
  it("shows German beside one other language, in its own direction", () => {
    const view = show(<TextsField {...title} />, de);
    expect((view.getByLabelText("Titel: Deutsch") as HTMLInputElement).value).toBe("Mentorenprogramm");
    expect(view.getByLabelText("Titel: English")).toBeTruthy();
    fireEvent.click(view.getByRole("button", { name: /العربية/ }));
    const arabic = view.getByLabelText("Titel: العربية") as HTMLInputElement;
    expect([arabic.lang, arabic.dir]).toEqual(["ar", "rtl"]);
    expect(view.queryByLabelText("Titel: English")).toBeNull();
  });

  it("folds the translations where there is little room, and says in one line how they stand", () => {
    vi.spyOn(window, "matchMedia").mockReturnValue({ matches: false } as never);
    const view = show(<TextsField {...title} />, de);
    vi.restoreAllMocks();
    const fold = view.container.querySelector("details");
    expect(fold?.open).toBe(false);
    expect(fold?.querySelector("summary")?.textContent).toMatch(/5\s*○ fehlt.*1\s*! veraltet/);
    expect(fold?.contains(view.getByLabelText("Titel: Deutsch"))).toBe(false);
    expect(fold?.contains(view.getByLabelText("Titel: English"))).toBe(true);
  });

  it("says how every language stands", () => {
    const view = show(<TextsField {...title} />, de);
    expect(view.getByRole("button", { name: /Polski/ }).textContent).toContain("automatisch übersetzt");
    expect(view.getByRole("button", { name: /Türkçe/ }).textContent).toContain("fehlt");
  });

  it("tells the whole list with one language changed", () => {
    const onChange = vi.fn();
    const view = show(<TextsField {...title} onChange={onChange} />, de);
    fireEvent.input(view.getByLabelText("Titel: English"), { target: { value: "Mentors" } });
    expect(textIn(onChange.mock.lastCall?.[0], "en")).toBe("Mentors");
    expect(textIn(onChange.mock.lastCall?.[0], "pl")).toBe("Program mentorski");
  });
});
