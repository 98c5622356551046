import { describe, expect, it } from "vitest";
import {
  argumentsOf,
  compile,
  faults,
  groupsOf,
  isolate,
  LANGUAGES,
  onceEach,
  readMessages,
} from "./messages.mjs";

describe("messages", () => {
  it("finds arguments and their kinds, in branches too", () => {
    expect(argumentsOf("{a} {n, plural, one{# {b}} other{#}} {s, select, x{1} other{2}}")).toEqual({
      a: "text",
      n: "number",
      b: "text",
      s: "select:other,x",
    });
  });

  it("wraps values in FSI and PDI, also the number of a plural and what stands in a branch", () => {
    expect(isolate("{a}: {n, plural, one{# {b}} other{#}}")).toBe(
      "\u2068{a}\u2069: {n, plural, one{\u2068#\u2069 \u2068{b}\u2069} other{\u2068#\u2069}}",
    );
  });

  it("names a missing key, an unknown key and different arguments", () => {
    const source = { a: "{n, plural, one{#} other{#}}", b: "B" };
    expect(faults("pl", { b: "B" }, source)).toEqual(["pl: missing key a"]);
    expect(faults("pl", { ...source, c: "C" }, source)).toEqual(["pl: unknown key c"]);
    expect(faults("pl", { ...source, a: "{n}" }, source)).toHaveLength(1);
    expect(faults("pl", { ...source, b: "{x}" }, source)).toHaveLength(1);
  });

  it("refuses a key that stands twice, of which only the last would be said", () => {
    expect(() => onceEach('{\n  "a": "A",\n  "a": "B"\n}', "de.json")).toThrow("de.json: twice a");
    expect(onceEach('{\n  "a": "A",\n  "b": "\\"a\\": B"\n}', "de.json")).toEqual({ a: "A", b: '"a": B' });
  });

  it("lets a language have more plural forms than the source", () => {
    const source = { a: "{n, plural, one{#} other{#}}" };
    expect(faults("pl", { a: "{n, plural, one{#} few{#} many{#} other{#}}" }, source)).toEqual([]);
  });

  it("stand in every group whose pages say them: a page loads core and one more", () => {
    expect(groupsOf("title.home")).toEqual(["core"]);
    expect(groupsOf("title.measure")).toEqual(["more"]);
    expect(groupsOf("title.imprint")).toEqual(["long"]);
    expect(groupsOf("title.indicator")).toEqual(["indicators"]);
    expect(groupsOf("title.event")).toEqual(["events"]);
    expect(groupsOf("chart.table")).toEqual(["indicators", "events", "more"]);
    expect(groupsOf("org.area")).toEqual(["events", "more"]);
    expect(groupsOf("desc.indicator")).toEqual([]);
  });

  it("compiles texts without arguments to plain strings", () => {
    expect(compile("de", { a: "Hallo" })).toContain('{"a":"Hallo"}');
  });

  it.each(LANGUAGES)("are complete in %s", (lang) => {
    expect(faults(lang, readMessages(lang), readMessages("de"))).toEqual([]);
  });
});
