import { describe, expect, it } from "vitest";
import { speakStaff } from "../testing";
import { begun, periodIn, typesOf } from "./periods";
import type { Indicator } from "./types";

const de = await speakStaff("de", ["values"]);

describe("periods", () => {
  it("that have begun since the project did, the newest first", () => {
    expect(begun("quarter", "2025-07-01", "2026-02-10")).toEqual(["2026-Q1", "2025-Q4", "2025-Q3"]);
    expect(begun("half_year", "2025-07-01", "2026-07-01")).toEqual(["2026-H2", "2026-H1", "2025-H2"]);
    expect(begun("year", "2025-07-01", "2026-02-10")).toEqual(["2026", "2025"]);
    expect(begun("month", "2025-12-01", "2026-02-10")).toEqual(["2026-02", "2026-01", "2025-12"]);
    expect(begun("project_year", "2025-07-01", "2026-07-01")).toEqual(["PY2", "PY1"]);
    expect(begun("project_year", "2025-07-01", "2026-06-30")).toEqual(["PY1"]);
    expect(begun("wave", "2025-07-01", "2026-07-01")).toEqual([]);
  });

  it("are of the kinds an indicator is measured and published in", () => {
    const people = {
      period: "year",
      publish: { county: "quarter", verbandsgemeinde: "year" },
      time_rule: "sum",
    };
    expect(typesOf(people as unknown as Indicator)).toEqual(["year", "quarter"]);
    expect(typesOf({ ...people, publish: {}, time_rule: "last" } as unknown as Indicator)).toEqual([
      "year",
      "day",
    ]);
  });

  it("are said in words", () => {
    expect(periodIn("2026-Q2", de)).toBe("2. Quartal 2026");
    expect(periodIn("2026-05", de)).toBe("Mai 2026");
    expect(periodIn("W2026-05-03", de)).toBe("Befragung am 03.05.2026");
    expect(periodIn("2026", de)).toBe("2026");
  });
});
