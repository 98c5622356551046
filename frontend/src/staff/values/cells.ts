import { parseNumber } from "../../ui/NumberField/NumberField";
import type { BodyOf } from "../api/operations";
import type { Dimension, Entry, Finding, Realisation, Row, Sheet } from "./types";

/** What may be said of a cell. A true zero is the value 0; "" is nothing, yet. */
export const STATUSES = ["value", "unreliable", "missing", "later", "not_applicable"] as const;
export type Status = (typeof STATUSES)[number] | "";

/** A cell as it is typed: numbers stay text, so that what is no number yet is not lost. */
export interface Cell {
  status: Status;
  numerator: string;
  denominator: string;
  realisation: Realisation | "";
  evidence: string;
  /** Why it is corrected, or differs so much. */
  reason: string;
}
/** By the name of the cell: its codes, or `-` where there are no dimensions. */
export type Cells = Record<string, Cell>;

type CellBody = BodyOf<"/staff/observations/{number}", "patch">["cells"][number];

export const TOTAL = "_T";
const ALONE = "-";
export const EMPTY: Cell = {
  status: "",
  numerator: "",
  denominator: "",
  realisation: "",
  evidence: "",
  reason: "",
};
/** Numbers above this are typing errors. */
const LARGEST = 10 ** 15;

export const nameOf = (codes: readonly string[]) => codes.join(".") || ALONE;
export const dimsOf = (name: string) => (name === ALONE ? "" : name);
export const codesOf = (name: string) => (name === ALONE ? [] : name.split("."));
export const nameOfDims = (dims: string) => dims || ALONE;

/** Whether a gap comes without a number. */
export const isNumbered = (status: Status) => status === "value" || status === "unreliable";

/** Whether people enter how many it is measured against; councils and administrations the county counts itself. */
export const asksDenominator = (sheet: Sheet) =>
  sheet.kind === "share" ||
  (sheet.kind === "count" && sheet.measured_against !== null && sheet.denominator === null);

const written = (value: number | null) => (value === null ? "" : String(value));

/** A stored entry as it is typed. */
function cellOf(row: Entry | Row, sheet: Sheet): Cell {
  return {
    status: row.status === "zero" ? "value" : (row.status as Status),
    numerator: written(row.numerator),
    denominator: asksDenominator(sheet) ? written(row.denominator) : "",
    realisation: row.realisation ?? "",
    evidence: row.evidence ?? "",
    reason: ("approved_at" in row && row.approved_at === null && row.reason) || "",
  };
}

/** The codes of a dimension, those of further cells included, all of them together last. */
export function codesIn(dimensions: readonly Dimension[], place: number, names: Iterable<string>): string[] {
  const known = dimensions[place]?.codes.map(({ code }) => code) ?? [];
  const used = [...names].map((name) => codesOf(name)[place]).filter((code) => code !== undefined);
  return [...new Set([...known, ...used])].filter((code) => code !== TOTAL).concat(TOTAL);
}

/** Every combination of the codes of some dimensions, in their order. */
export function combined(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (all, codes) => all.flatMap((row) => codes.map((code) => [...row, code])),
    [[]],
  );
}

/** The cells of a sheet: what is worked on, else what is in force, else nothing. */
export function cellsOf(sheet: Sheet): Cells {
  const stored = [...sheet.in_force, ...sheet.working];
  const names = stored.map(({ dims }) => nameOfDims(dims));
  const all = combined(sheet.dimensions.map((_, place) => codesIn(sheet.dimensions, place, names)));
  const cells: Cells = Object.fromEntries(all.map((codes) => [nameOf(codes), EMPTY]));
  for (const row of stored) cells[nameOfDims(row.dims)] = cellOf(row, sheet);
  return cells;
}

/** What is sent of a cell. */
export function bodyOf(name: string, cell: Cell): CellBody {
  const numbered = isNumbered(cell.status);
  return {
    dims: dimsOf(name),
    status: cell.status || null,
    numerator: numbered ? parseNumber(cell.numerator) : null,
    denominator: numbered ? parseNumber(cell.denominator) : null,
    realisation: (numbered && cell.realisation) || null,
    evidence: cell.evidence,
    reason: cell.reason || null,
  };
}

/** A cell after something was typed: a number makes it a value, without one it says nothing; a gap has no number. */
export function typed(cell: Cell, changes: Partial<Cell>, inForce: boolean): Cell {
  const next = { ...cell, ...changes };
  if (changes.status !== undefined)
    return isNumbered(next.status) ? next : { ...next, numerator: "", denominator: "", realisation: "" };
  if (!("numerator" in changes || "denominator" in changes || "realisation" in changes)) return next;
  const says = next.numerator.trim() || next.denominator.trim() || next.realisation;
  if (says) return isNumbered(next.status) ? next : { ...next, status: "value" };
  return inForce ? next : { ...next, status: "" };
}

const wholeNumber = (text: string) => {
  const number = parseNumber(text);
  if (number === null) return null;
  if (Number.isNaN(number)) return "not_number";
  return Number.isInteger(number) && number >= 0 && number <= LARGEST ? null : "out_of_range";
};

function codeOf(sheet: Sheet, cell: Cell): [field: string, code: string] | null {
  if (!isNumbered(cell.status)) return null;
  if (sheet.kind === "realisation") return cell.realisation ? null : ["realisation", "value_or_gap"];
  const wrong = wholeNumber(cell.numerator) ?? wholeNumber(cell.denominator);
  if (wrong) return ["numerator", wrong];
  const [numerator, denominator] = [parseNumber(cell.numerator), parseNumber(cell.denominator)];
  if (numerator === null) return ["numerator", "value_or_gap"];
  if (denominator === null) return sheet.kind === "share" ? ["denominator", "no_denominator"] : null;
  return numerator > denominator ? ["numerator", "more_than_all"] : null;
}

/** What can be said of a cell without asking the server; all of it blocks. */
export function wrongIn(sheet: Sheet, name: string, cell: Cell, corrects: boolean): Finding[] {
  const found =
    codeOf(sheet, cell) ?? (corrects && !cell.reason.trim() ? ["reason", "reason_missing"] : null);
  if (!found) return [];
  const [field = "", code = ""] = found;
  return [{ level: "block", dims: dimsOf(name), field, code, hint: "" }];
}

export interface Sum {
  /** Place of the dimension whose parts are added up. */
  place: number;
  sum: number;
  /** The total; null while it is not entered. */
  whole: number | null;
}

/** The parts of a cell added up, for every dimension of which it is the total and some part is known. */
export function sumsOf(name: string, cells: Cells, field: "numerator" | "denominator" = "numerator"): Sum[] {
  const codes = codesOf(name);
  const numberOf = (cell: Cell | undefined) => {
    const number = cell && isNumbered(cell.status) ? parseNumber(cell[field]) : null;
    return number === null || Number.isNaN(number) ? null : number;
  };
  return codes.flatMap((code, place) => {
    if (code !== TOTAL) return [];
    const parts = Object.keys(cells).filter((other) =>
      codesOf(other).every((one, at) => (at === place ? one !== TOTAL : one === codes[at])),
    );
    const known = parts.map((part) => numberOf(cells[part])).filter((number) => number !== null);
    if (known.length === 0) return [];
    return [{ place, sum: known.reduce((a, b) => a + b, 0), whole: numberOf(cells[name]) }];
  });
}

/** What is left of a table of numbers once its parts are known: zeros and sums. Nothing where that would not add up. */
export function restOf(cells: Cells): Cells {
  const totals = (name: string) => codesOf(name).filter((code) => code === TOTAL).length;
  const names = Object.keys(cells).sort((a, b) => totals(a) - totals(b));
  const statuses = names.map((name) => cells[name]?.status ?? "").filter((status) => status !== "");
  if (statuses.length === 0 || !statuses.every(isNumbered)) return {}; // a gap is no zero, and has no sum
  const whole: Cells = { ...cells };
  const rest: Cells = {};
  for (const name of names.filter((one) => cells[one]?.status === "")) {
    const numerator = totals(name) === 0 ? 0 : sumsOf(name, whole)[0]?.sum;
    if (numerator === undefined) return {};
    rest[name] = typed(whole[name] ?? EMPTY, { numerator: String(numerator) }, false);
    whole[name] = rest[name];
  }
  return names.every((name) => sumsOf(name, whole).every((one) => one.sum === one.whole)) ? rest : {};
}

/** "Integrationskurs für Frauen" as a code of an open list; empty when nothing of it can be one. */
export function codeFrom(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}
