import { describe, expect, it } from "vitest";
import {
  bodyOf,
  type Cell,
  cellsOf,
  codeFrom,
  dimsOf,
  EMPTY,
  nameOfDims,
  restOf,
  sumsOf,
  typed,
  wrongIn,
} from "./cells";
import { sheetOf } from "./testing";

const value = (numerator: string, more: Partial<Cell> = {}): Cell => ({
  ...EMPTY,
  status: "value",
  numerator,
  ...more,
});

describe("cells", () => {
  it("are every combination of the codes, totals last, with what is worked on before what is in force", () => {
    const row = { dims: "f", status: "value" as const, numerator: 4, reason: "gezählt" };
    const sheet = sheetOf({
      in_force: [{ ...row, approved_at: "2026-07-03T10:12:00+02:00" }],
      working: [{ ...row, numerator: 7 }],
    });
    const cells = cellsOf(sheet);
    expect(Object.keys(cells)).toEqual(["f", "m", "_T"]);
    expect(cells.f).toEqual(value("7", { reason: "gezählt" }));
    expect(cellsOf(sheetOf({ in_force: sheet.in_force })).f?.reason).toBe("");
  });

  it("have a name even where there are no dimensions", () => {
    expect(Object.keys(cellsOf(sheetOf({ dimensions: [] })))).toEqual(["-"]);
    expect([dimsOf("-"), nameOfDims("")]).toEqual(["", "-"]);
  });

  it("show a true zero as the number 0, and send gaps without numbers", () => {
    const zero = sheetOf({ working: [{ dims: "f", status: "zero", numerator: 0 }] });
    expect(cellsOf(zero).f).toEqual(value("0"));
    expect(bodyOf("f", value("1.200"))).toMatchObject({ dims: "f", status: "value", numerator: 1200 });
    expect(bodyOf("f", { ...value("7"), status: "missing" }).numerator).toBeNull();
    expect(bodyOf("f", EMPTY).status).toBeNull();
  });

  it("become a value by a number and nothing without one, unless a value is in force", () => {
    expect(typed(EMPTY, { numerator: "3" }, false).status).toBe("value");
    expect(typed(value("3"), { numerator: "" }, false).status).toBe("");
    expect(typed(value("3"), { numerator: "" }, true).status).toBe("value");
    expect(typed(value("3"), { status: "later" }, false)).toEqual({ ...EMPTY, status: "later" });
    expect(typed({ ...EMPTY, status: "unreliable" }, { numerator: "3" }, false).status).toBe("unreliable");
  });
});

describe("what is wrong at once", () => {
  const codes = (cell: Cell, sheet = sheetOf(), corrects = false) =>
    wrongIn(sheet, "f", cell, corrects).map(({ code }) => code);

  it("is no whole number, none at all, or more than all", () => {
    expect(codes(value("abc"))).toEqual(["not_number"]);
    expect(codes(value("1,5"))).toEqual(["out_of_range"]);
    expect(codes(value("-2"))).toEqual(["out_of_range"]);
    expect(codes(value(""))).toEqual(["value_or_gap"]);
    expect(codes(value("12"))).toEqual([]);
    const share = sheetOf({ kind: "share" });
    expect(codes(value("12"), share)).toEqual(["no_denominator"]);
    expect(codes(value("12", { denominator: "8" }), share)).toEqual(["more_than_all"]);
    expect(codes({ ...EMPTY, status: "missing" }, share)).toEqual([]);
  });

  it("is a correction without a reason", () => {
    expect(codes(value("12"), sheetOf(), true)).toEqual(["reason_missing"]);
    expect(codes(value("12", { reason: "verzählt" }), sheetOf(), true)).toEqual([]);
  });
});

describe("sums", () => {
  it("are made for each dimension of which a cell is the total", () => {
    const cells = {
      "f.yes": value("3"),
      "f.no": value("4"),
      "f._T": value("7"),
      "_T.yes": EMPTY,
      "_T._T": value("9"),
    };
    expect(sumsOf("f._T", cells)).toEqual([{ place: 1, sum: 7, whole: 7 }]);
    expect(sumsOf("_T.yes", cells)).toEqual([{ place: 0, sum: 3, whole: null }]);
    expect(sumsOf("_T._T", cells)).toEqual([{ place: 0, sum: 7, whole: 9 }]);
    expect(sumsOf("f.yes", cells)).toEqual([]);
    const shares = { f: value("3", { denominator: "8" }), m: value("1", { denominator: "4" }), _T: EMPTY };
    expect(sumsOf("_T", shares, "denominator")).toEqual([{ place: 0, sum: 12, whole: null }]);
  });
});

it("codes of open lists are made of what people write", () => {
  expect(codeFrom(" Müll & Straße: Kurs 1 ")).toBe("muell-strasse-kurs-1");
  expect(codeFrom("…")).toBe("");
});

describe("the rest of a table", () => {
  const table = (given: Record<string, string>) => {
    const names = ["f.yes", "f.no", "f._T", "m.yes", "m.no", "m._T", "_T.yes", "_T.no", "_T._T"];
    return Object.fromEntries(names.map((name) => [name, name in given ? value(given[name] ?? "") : EMPTY]));
  };
  const rest = (given: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(restOf(table(given))).map(([name, { numerator }]) => [name, numerator]),
    );

  it("is zeros for parts nobody counted and sums for totals", () => {
    expect(rest({ "f.yes": "12", "m.no": "3" })).toEqual({
      "f.no": "0",
      "f._T": "12",
      "m.yes": "0",
      "m._T": "3",
      "_T.yes": "12",
      "_T.no": "3",
      "_T._T": "15",
    });
    expect(restOf(table({ "f.yes": "12" }))["f.no"]?.status).toBe("value");
  });

  it("is nothing where nothing is said yet, or where zeros would not add up", () => {
    expect(rest({})).toEqual({});
    expect(rest({ "f._T": "12" })).toEqual({});
    expect(rest({ "f.yes": "12", "_T._T": "13" })).toEqual({});
    expect(restOf({ ...table({ "f.yes": "12" }), "m.no": { ...EMPTY, status: "missing" } })).toEqual({});
  });
});
