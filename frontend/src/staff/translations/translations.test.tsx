import { act, fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import Translations from "../screens/programme/Translations";
import { erika, showAs, speakStaff } from "../testing";
import { type Translation, withSaved, worthSaving } from "./texts";

const de = await speakStaff("de", ["translations"]);

function one(key: string, more: Partial<Translation> = {}): Translation {
  return {
    object_type: "measure",
    object_key: key,
    field: "title",
    lang: "en",
    revision: 2,
    source: `Titel ${key}`,
    text: `Title ${key}`,
    state: "machine",
    link: `/team/massnahmen/${key}`,
    ...more,
  };
}

const none = {
  "GET /me/drafts": json({ items: [] }),
  "DELETE /me/drafts/translations-en": json(undefined, 204),
};
const puts = (seen: Seen[]) =>
  seen
    .filter(({ address }) => address.startsWith("/staff/translations"))
    .filter(({ method }) => method === "PUT");
/** Lists of texts; what only counts gets a total. */
const listing = (items: Translation[]) => (seen: Seen) =>
  json(seen.address.includes("count=true") ? { items: [], total: 2 } : { items });

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
  history.replaceState(null, "", "/team/uebersetzungen");
});

describe("texts", () => {
  it("after one is saved, the others of its object have its new revision", () => {
    const items = [one("1"), one("1", { field: "summary" }), one("2")];
    const saved = one("1", { revision: 3, state: "reviewed" });
    expect(withSaved(items, saved).map(({ revision, state }) => [revision, state])).toEqual([
      [3, "reviewed"],
      [3, "machine"],
      [2, "machine"],
    ]);
  });

  it("are worth saving when they changed or nobody had checked them", () => {
    expect(worthSaving(one("1"), "Title 1")).toBe(true);
    expect(worthSaving(one("1", { state: "reviewed" }), "Title 1")).toBe(false);
    expect(worthSaving(one("1", { state: "reviewed" }), "Other")).toBe(true);
    expect(worthSaving(one("1", { state: "missing", text: "" }), " ")).toBe(false);
  });
});

describe("the screen of translations", () => {
  it("saves with Ctrl+Enter as reviewed and goes on to the next text", async () => {
    const seen = serve({
      ...none,
      "GET /staff/translations": listing([one("1"), one("2")]),
      "PUT /staff/translations": json(one("1", { text: "New", state: "reviewed", revision: 3 })),
    });
    const view = showAs(erika, <Translations />, de);
    const fields = (await view.findAllByRole("textbox")) as HTMLTextAreaElement[];
    fireEvent.input(fields[0] as Element, { target: { value: "New" } });
    await act(() => void fireEvent.keyDown(fields[0] as Element, { key: "Enter", ctrlKey: true }));
    await waitFor(() => expect(document.activeElement).toBe(fields[1]));
    expect(puts(seen)[0]?.body).toMatchObject({
      object_key: "1",
      lang: "en",
      text: "New",
      state: "reviewed",
    });
    expect(puts(seen)[0]?.headers.get("if-match")).toBe('"2"');
    expect(view.container.querySelectorAll(".translation .text-state-reviewed")).toHaveLength(1);
  });

  it("tries again by itself when only another field of the object changed", async () => {
    const seen = serve({
      ...none,
      "GET /staff/translations": listing([one("1", { revision: 7 })]),
      "PUT /staff/translations": [
        problem(412, "revision-mismatch"),
        json(one("1", { text: "New", state: "reviewed", revision: 8 })),
      ],
    });
    const view = showAs(erika, <Translations />, de);
    fireEvent.input(await view.findByRole("textbox"), { target: { value: "New" } });
    fireEvent.click(view.getByRole("button", { name: /^Speichern/ }));
    await waitFor(() => expect(puts(seen)).toHaveLength(2));
    expect(puts(seen)[1]?.headers.get("if-match")).toBe('"7"');
  });

  it("shows what somebody else wrote meanwhile, and keeps what was typed", async () => {
    const now = one("1", { text: "Theirs", revision: 7 });
    let changed = false;
    const seen = serve({
      ...none,
      "GET /staff/translations": (asked) => listing([changed ? now : one("1")])(asked),
      "PUT /staff/translations": () => {
        changed = true;
        return problem(412, "revision-mismatch");
      },
    });
    const view = showAs(erika, <Translations />, de);
    const field = (await view.findByRole("textbox")) as HTMLTextAreaElement;
    fireEvent.input(field, { target: { value: "Mine" } });
    fireEvent.click(view.getByRole("button", { name: /^Speichern/ }));
    expect((await view.findByRole("alert")).textContent).toContain("Theirs");
    expect(field.value).toBe("Mine");
    expect(puts(seen)).toHaveLength(1);
    fireEvent.click(view.getByRole("button", { name: "Gespeicherten Text übernehmen" }));
    await waitFor(() => expect(field.value).toBe("Theirs"));
  });

  it("counts how the texts stand, and one that was reviewed moves", async () => {
    serve({
      ...none,
      "GET /staff/translations": listing([one("1")]),
      "PUT /staff/translations": json(one("1", { state: "reviewed", revision: 3 })),
    });
    const view = showAs(erika, <Translations />, de);
    const chips = () =>
      [...view.container.querySelectorAll(".chip")].map(({ textContent }) => textContent ?? "");
    const chip = (name: string) => chips().find((words) => words.includes(name));
    await waitFor(() => expect(chip("geprüft")).toContain("2"));
    fireEvent.click(await view.findByRole("button", { name: /^Als geprüft speichern/ }));
    await waitFor(() => expect(chip("geprüft")).toContain("3"));
    expect(chip("automatisch")).toContain("1");
  });
});
