import { describe, expect, it } from "vitest";
import { createFormats } from "./formats";

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "").replace(/\u00a0|\u202f/g, " ");

describe("formats", () => {
  const de = createFormats("de");
  const ar = createFormats("ar");

  it("writes numbers in the manner of the language", () => {
    expect(de.number(104117)).toBe("104.117");
    expect(createFormats("en").number(104117)).toBe("104,117");
    expect(plain(createFormats("pl").number(104117))).toBe("104 117");
    expect(plain(de.percent(5.6))).toBe("5,6 %");
    expect(de.signed(0.9, 1)).toBe("+0,9");
    expect(de.signed(0)).toBe("0");
    expect(de.signed(-6025)).toBe("−6.025");
  });

  it("writes Latin digits in Arabic and isolates them, so that a sign stays on its side", () => {
    expect(plain(ar.number(104117))).toBe("104,117");
    expect(ar.signed(-6025)).toMatch(/^\u2066.*6,025.*\u2069$/);
    expect(plain(ar.day("2015-07-01"))).toMatch(/^1 .* 2015$/);
  });

  it("writes a day as it stands, whatever the zone of the reader", () => {
    expect(de.day("2013-12-31")).toBe("31. Dezember 2013");
    expect(de.month("2015-07-01")).toBe("Juli 2015");
  });

  it("writes instants in Berlin time, summer and winter", () => {
    expect(de.moment(new Date("2026-07-01T22:30:00Z"))).toContain("2. Juli 2026");
    expect(de.moment(new Date("2026-01-01T11:30:00Z"))).toContain("12:30");
  });

  it("names weekdays, languages and lists", () => {
    expect([1, 7].map(de.weekday)).toEqual(["Montag", "Sonntag"]);
    expect(de.language("pl")).toBe("Polnisch");
    expect(createFormats("tr").language("de-simple")).toBe("Almanca");
    expect(de.list(["a", "b", "c"])).toBe("a, b und c");
  });

  it("speaks plain German like German", () => {
    expect(createFormats("de-simple").number(1234.5, 1)).toBe("1.234,5");
  });
});
