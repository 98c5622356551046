import { describe, expect, it } from "vitest";
import { giveaways, sumsOf } from "./adding";

const COUNTY = "07335";
let id = 0;
const cell = (area: string, dims: string, period = "2025", numerator = 12) => {
  id += 1;
  return { id, area, dims, period, source: "project", basis: "", numerator };
};

const groups = [cell(COUNTY, "_T"), cell(COUNTY, "f"), cell(COUNTY, "m")];
const areas = [cell("a", "_T"), cell("b", "_T")];
const quarters = [cell(COUNTY, "_T", "2025-Q1"), cell(COUNTY, "_T", "2025-Q2")];
const cells = [...groups, ...areas, ...quarters];
const namesOf = (some: typeof cells) => some.map(({ area, dims, period }) => `${area} ${dims} ${period}`);

describe("sumsOf", () => {
  it("adds up groups, areas of the county, and shorter periods of a year", () => {
    expect(sumsOf(cells, COUNTY).map(namesOf)).toEqual([
      ["07335 _T 2025", "07335 f 2025", "07335 m 2025"],
      ["07335 _T 2025", "a _T 2025", "b _T 2025"],
      ["07335 _T 2025", "07335 _T 2025-Q1", "07335 _T 2025-Q2"],
    ]);
  });

  it("adds up one trait at a time", () => {
    const crossed = ["_T._T", "_T.yes", "f._T", "f.yes", "m.yes"].map((dims) => cell("a", dims));
    expect(sumsOf(crossed, COUNTY).map((sum) => sum.map(({ dims }) => dims))).toEqual([
      ["_T._T", "f._T"],
      ["_T._T", "_T.yes"],
      ["_T.yes", "f.yes", "m.yes"],
      ["f._T", "f.yes"],
    ]);
  });

  it("never mixes sources", () => {
    const other = groups.map((one) => ({ ...one, source: one.dims === "f" ? "kvhs" : "project" }));
    expect(sumsOf(other, COUNTY).map(namesOf)).toEqual([["07335 _T 2025", "07335 m 2025"]]);
  });
});

describe("giveaways", () => {
  const sums = sumsOf(cells, COUNTY);
  const given = (chosen: number[], hidden: number[] = []) =>
    giveaways(
      sums,
      (one) => chosen.includes(cells.indexOf(one)),
      (one) => !hidden.includes(cells.indexOf(one)),
    ).map((found) => [cells.indexOf(found.cell), found.partners.map((one) => cells.indexOf(one))]);

  it("names a chosen number that is the only gap of a sum, with the others of the sum", () => {
    expect(given([1])).toEqual([[1, [0, 2]]]);
    expect(given([0])).toEqual([
      [0, [1, 2]],
      [0, [3, 4]],
      [0, [5, 6]],
    ]);
  });

  it("is content with a partner in every sum, chosen or hidden before", () => {
    expect(given([1, 2])).toEqual([]);
    expect(given([1], [2])).toEqual([]);
    expect(given([], [1])).toEqual([]);
  });

  it("does not take nobody for a partner, and names the smallest first", () => {
    const sum = [
      cell("a", "_T"),
      cell("a", "f", "2025", 7),
      cell("a", "m", "2025", 5),
      cell("a", "d", "2025", 0),
    ];
    const [, women, men, nobody] = sum;
    const found = giveaways(
      sumsOf(sum, COUNTY),
      (one) => one === women || one === nobody,
      () => true,
    );
    expect(found).toEqual([{ cell: women, partners: [men, sum[0]] }]);
  });
});
