import { describe, expect, it } from "vitest";
import type { Area, County, Population } from "../../../api/types";
import { show, speak } from "../../../ui/testing";
import { dateChoices, isDay } from "./dates";
import { populationRows } from "./PopulationChart";
import { AgeStructure, Story } from "./Story";

const de = await speak("de");
const area = (key: string, valid_from: string | null) => ({ key, valid_from }) as Area;

describe("days worth a look", () => {
  const areas = [area("a", null), area("b", "2019-07-01"), area("c", "2014-07-01"), area("d", "2014-07-01")];

  it("are the first figures, every later beginning of an area, and today", () => {
    expect(dateChoices(areas, "2013-12-31", "2026-11-22")).toEqual([
      "2013-12-31",
      "2014-07-01",
      "2019-07-01",
      "",
    ]);
  });

  it("leave out what lies before the first figures or after today", () => {
    expect(
      dateChoices([area("a", "1974-01-01"), area("b", "2030-01-01")], "2013-12-31", "2026-11-22"),
    ).toEqual(["2013-12-31", ""]);
    expect(dateChoices([], null, "2026-11-22")).toEqual([""]);
  });

  it("exist in the calendar", () => {
    expect(["2016-02-29", "2016-02-30", "2015-02-29", "1.7.2014", ""].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("rows of the population table", () => {
  const population = {
    derived: [{ date: "1998-12-31", value: 110142, how: { text: "", lang: "de", state: "original" } }],
    series: [
      { basis: "B", points: [{ date: "2024-12-31", value: 2, female: 1, complete: true, counted: 50 }] },
      { basis: "A", points: [{ date: "2013-12-31", value: 1, female: null, complete: false, counted: 49 }] },
    ],
  } as unknown as Population;

  it("stand in the order of days, worked-out values named as such", () => {
    const rows = populationRows(population, "errechnet");
    expect(rows.map(({ date, basis, complete }) => [date, basis, complete])).toEqual([
      ["1998-12-31", "errechnet", null],
      ["2013-12-31", "A", false],
      ["2024-12-31", "B", true],
    ]);
  });
});

describe("the story", () => {
  const fact = (code: string, value: number, unit: string, derived = false) => ({
    code,
    value,
    unit,
    derived,
    as_of: "2013-12-31",
    source: "Amt",
    note: null,
  });
  const county = {
    facts: [
      fact("population", 104117, "people"),
      fact("population_change", -6025, "people"),
      fact("foreigners_share_change", 0.9, "points"),
      fact("population_15_years_earlier", 110142, "people", true),
    ],
    notes: [],
    surrounds: null,
  } as unknown as County;

  it("begins with the derived value and marks it by more than colour", () => {
    const { container } = show(<Story county={county} />, de);
    const values = [...container.querySelectorAll(".story-value")];
    expect(values.map((value) => value.textContent)).toEqual([
      "110.142",
      "104.117",
      "−6.025",
      "+0,9 Prozentpunkte",
    ]);
    expect(values[0]?.parentElement?.textContent).toContain("errechnet");
    expect(values[1]?.parentElement?.textContent).toContain("Quelle: Amt, 31. Dezember 2013");
  });

  it("says that the age structure is missing, or shows it", () => {
    const missing = show(<AgeStructure ages={{ state: "missing", date: null, groups: [] }} />, de);
    expect(missing.container.textContent).toContain("Daten fehlen");
    const groups = [
      { age_from: 0, age_to: 17, value: 10, female: 5 },
      { age_from: 80, age_to: null, value: 3, female: 2 },
    ];
    const present = show(<AgeStructure ages={{ state: "present", date: "2024-12-31", groups }} />, de);
    expect(present.getByText("0 bis 17 Jahre")).toBeTruthy();
    expect(present.getByText("80 Jahre und älter")).toBeTruthy();
  });
});
