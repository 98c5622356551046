import { describe, expect, it } from "vitest";
import { inLanguage, langOf, link, withQuery } from "./links";

describe("addresses", () => {
  it("know their language", () => {
    expect(["/pl/programm", "/de-simple/", "/ar", "/programm", "/"].map(langOf)).toEqual([
      "pl",
      "de-simple",
      "ar",
      "de",
      "de",
    ]);
    expect(link("uk", "/zeitplan")).toBe("/uk/zeitplan");
  });

  it("keep the place, the query too, in another language", () => {
    expect(inLanguage("/de/programm?goal=3&status=late", "ar")).toBe("/ar/programm?goal=3&status=late");
    expect(inLanguage("/de-simple/", "pl")).toBe("/pl/");
    expect(inLanguage("/de?at=2014-07-01", "it")).toBe("/it?at=2014-07-01");
  });

  it("leave out empty values and escape the others", () => {
    expect(withQuery("/x", { a: "", b: "Ü & Co" })).toBe("/x?b=%C3%9C+%26+Co");
    expect(withQuery("/x", { a: "" })).toBe("/x");
  });
});
