import { describe, expect, it } from "vitest";
import { type QuickEntry, quickEntry } from "./quickEntry";

const before: QuickEntry = { kind: "talk", day: "2026-11-10", note: "" };
const read = (text: string) => quickEntry(text, before, "2026-11-22");

describe("quickEntry", () => {
  it("understands how and when from the beginning of the line", () => {
    expect(read("heute angerufen: Vorstand berät am 5.")).toEqual({
      kind: "call",
      day: "2026-11-22",
      note: "Vorstand berät am 5.",
    });
    expect(read("gestern E-Mail geschrieben: Termin")).toMatchObject({ kind: "mail", day: "2026-11-21" });
    expect(read("vorgestern getroffen: ja")).toMatchObject({ kind: "meeting", day: "2026-11-20" });
    expect(read("Called: will ring back")).toMatchObject({ kind: "call", day: "2026-11-10" });
    expect(read("gestern: war da")).toMatchObject({ kind: "talk", day: "2026-11-21", note: "war da" });
  });

  it("leaves alone what it does not understand", () => {
    expect(read("Frau Muster sagte: nächste Woche")).toEqual({
      ...before,
      note: "Frau Muster sagte: nächste Woche",
    });
    expect(read("https://example.org")).toMatchObject({ note: "https://example.org" });
    expect(read("heute nichts gehört")).toMatchObject({ note: "heute nichts gehört", day: "2026-11-10" });
  });
});
