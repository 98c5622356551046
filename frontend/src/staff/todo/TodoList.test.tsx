import { describe, expect, it, vi } from "vitest";
import { erika, showAs, speakStaff } from "../testing";
import { TodoList } from "./TodoList";

const [de, en] = await Promise.all([speakStaff("de", ["todo"]), speakStaff("en", ["todo"])]);
const stored = { de: { text: "Auftakt", state: "original" }, en: { text: "Kick-off", state: "reviewed" } };
const item = {
  kind: "milestone_overdue",
  title: stored,
  link: "/team/massnahmen/1",
  due: null,
  waiting_since: null,
  count: 1,
};

describe("TodoList", () => {
  it("groups by kind, what is due first comes first, and says what is late", () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-22T10:00:00Z"), toFake: ["Date"] });
    const items = [
      { ...item, due: "2026-12-01", title: "B" },
      { ...item, due: "2026-11-01", title: "A" },
      { ...item, kind: "invitation_expired", title: "Erika Mustermann" },
    ];
    const view = showAs(erika, <TodoList items={items} />, de);
    vi.useRealTimers();
    const headings = view.getAllByRole("heading").map(({ textContent }) => textContent);
    expect(headings).toEqual(["Meilensteine ohne Meldung", "Einladungen, die abgelaufen sind"]);
    expect(view.getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
      "Aüberfällig seit 1. November 2026",
      "Bfällig am 1. Dezember 2026",
      "Erika Mustermann",
    ]);
  });

  it("speaks the language of the page, and German where a text is missing", () => {
    const link = () => showAs(erika, <TodoList items={[item]} />, en).getByRole("link");
    expect(link().textContent).toBe("Kick-off");
    const { de: german } = stored;
    const view = showAs(erika, <TodoList items={[{ ...item, title: { de: german } }]} />, en);
    expect(view.getByRole("link").querySelector("[lang=de]")?.textContent).toBe("Auftakt");
  });

  it("has words for kinds it does not know, and for nothing at all", () => {
    expect(
      showAs(erika, <TodoList items={[{ ...item, kind: "new_kind" }]} />, de).getByText("Weiteres"),
    ).toBeTruthy();
    expect(showAs(erika, <TodoList items={[]} />, de).container.textContent).toContain("Nichts offen");
  });
});
