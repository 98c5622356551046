import { describe, expect, it } from "vitest";
import { speakStaff } from "../testing";
import { faultsOf, sentenceFor, wordsFor } from "./faults";
import { summaryOf } from "./useForm";

const { t } = await speakStaff("de");
const invalid = (...errors: [pointer: string, code: string][]) => ({
  type: "/problems/invalid",
  title: "",
  status: 422,
  errors: errors.map(([pointer, code]) => ({ pointer, code, hint: "Use at least 2 characters." })),
});

describe("faults", () => {
  it("lie at the member of the document, and never show the server's English hint", () => {
    const found = faultsOf(
      invalid(["/roles/0/area", "unknown_key"], ["/email", "string_too_long"], ["", "given_twice"]),
      t,
    );
    expect(found).toEqual({
      roles: "Diesen Eintrag gibt es nicht.",
      email: "Diese Angabe ist zu lang.",
      "": "Das gibt es schon.",
    });
  });

  it("call missing what is empty, whatever else a screen says about it", () => {
    const own = { missing: "kit.fault_choice" } as const;
    const problem = invalid(["/name", "string_too_short"], ["/roles/0/area", "missing"]);
    expect(faultsOf(problem, t, own, { name: "", roles: [{}] })).toEqual({
      name: "Diese Angabe fehlt.",
      roles: "Bitte wählen Sie eine der Möglichkeiten.",
    });
  });

  it("have words for codes nobody foresaw", () => {
    expect(wordsFor("something_new", t)).toBe("Diese Angabe ist so nicht möglich.");
  });

  it("are listed in the order of the form, what belongs to no field first", () => {
    const faults = { phone: "zu lang", "": "passt nicht", name: "fehlt" };
    expect(summaryOf(faults, { name: "Name", phone: "Telefon" })).toEqual([
      { name: "", text: "passt nicht" },
      { name: "name", text: "Name: fehlt" },
      { name: "phone", text: "Telefon: zu lang" },
    ]);
  });
});

describe("sentences", () => {
  it.each([
    [0, "about:blank", "Keine Verbindung"],
    [401, "/problems/not-signed-in", "abgemeldet"],
    [403, "/problems/second-factor-required", "abgemeldet"],
    [403, "/problems/forbidden", "mit Ihrer Rolle nicht"],
    [403, "/problems/code-refused", "Dieser Code passt nicht"],
    [404, "/problems/not-found", "gibt es nicht mehr"],
    [409, "/problems/conflict", "passt nicht zum jetzigen Stand"],
    [409, "/problems/demo-account", "Im Testbetrieb"],
    [429, "/problems/too-many-requests", "zu viele Versuche"],
    [507, "/problems/storage-full", "Ihre Eingaben bleiben erhalten"],
  ])("for %d %s say what to do", (status, type, words) => {
    expect(sentenceFor({ status, type, title: "" }, t)).toContain(words);
  });
});
