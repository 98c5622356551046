import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client";
import { bodyOf, type Cell, type Cells, EMPTY, nameOfDims, typed, wrongIn } from "./cells";
import type { Entry, Finding, Row, Sheet } from "./types";

/** How long typing must rest before the server is asked (milliseconds). */
const REST = 500;

/** What the cells of a sheet need to know of it while it is worked on. */
export interface Editing {
  sheet: Sheet;
  cells: Cells;
  /** Whether it may be written in at all. */
  writes: boolean;
  cell: (name: string) => Cell;
  set: (name: string, changes: Partial<Cell>) => void;
  /** Takes over whole cells at once. */
  setAll: (cells: Cells) => void;
  found: (name: string) => Finding[];
  fault: (name: string) => string | undefined;
  /** Whether the cell is approved, and the person may not correct it. */
  locked: (name: string) => boolean;
  /** Whether a change replaces what is in force. */
  corrects: (name: string) => boolean;
  inForce: (name: string) => Row | undefined;
  before: (name: string) => Entry | undefined;
  /** Opens everything about a cell. */
  open: (name: string) => void;
}

const of = <E extends { dims: string }>(rows: readonly E[], name: string) =>
  rows.find(({ dims }) => nameOfDims(dims) === name);

interface Wish {
  sheet: Sheet;
  cells: Cells;
  dirty: readonly string[];
  faults: Record<string, string>;
  writes: boolean;
  approves: boolean;
  set: (changes: Cells) => void;
  open: (name: string) => void;
}

/** What is wrong while something is typed: at once what the screen knows itself, a moment later what the server says. */
function useFound({ sheet, cells, dirty, writes }: Wish, own: readonly Finding[]): readonly Finding[] {
  const [told, setTold] = useState<{ key: string; findings: Finding[] } | null>(null);
  const wrong = new Set(
    own.filter(({ field }) => field !== "reason").map(({ dims }) => nameOfDims(dims ?? "")),
  );
  const wishes = dirty
    .filter((name) => !wrong.has(name))
    .map((name) => ({ ...bodyOf(name, cells[name] ?? EMPTY), reason: null }));
  const key = wishes.length > 0 && writes ? `${sheet.revision} ${JSON.stringify(wishes)}` : "";
  useEffect(() => {
    if (!key) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      const options = { path: { number: sheet.id }, body: { cells: wishes } };
      api.post("/staff/observations/{number}/checks", options).then(
        ({ data }) => wanted && setTold({ key, findings: data.findings }),
        () => undefined, // without an answer now, the server says it when the sheet is saved
      );
    }, REST);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  if (!key) return dirty.length > 0 ? own : [...own, ...sheet.findings];
  return [...own, ...(told ? told.findings : sheet.findings)];
}

/** Everything the grid shows and does, from the form of the sheet. */
export function useEditing(wish: Wish): Editing & { findings: readonly Finding[]; own: readonly Finding[] } {
  const { sheet, cells, dirty, writes, approves } = wish;
  const inForce = (name: string) => of(sheet.in_force, name);
  const cell = (name: string) => cells[name] ?? EMPTY;
  const replaces = (name: string) => sheet.derived || inForce(name) !== undefined;
  const corrects = (name: string) => dirty.includes(name) && replaces(name);
  const own = dirty.flatMap((name) => wrongIn(sheet, name, cell(name), corrects(name)));
  const findings = useFound(wish, own);
  return {
    sheet,
    cells,
    writes,
    cell,
    set: (name, changes) => wish.set({ [name]: typed(cell(name), changes, inForce(name) !== undefined) }),
    setAll: wish.set,
    found: (name) => {
      const here = findings.filter(({ dims }) => dims !== null && nameOfDims(dims) === name);
      return here.filter(({ code }, at) => here.findIndex((one) => one.code === code) === at);
    },
    fault: (name) => wish.faults[name],
    locked: (name) => !writes || (replaces(name) && !approves),
    corrects,
    inForce,
    before: (name) => of(sheet.before, name),
    open: wish.open,
    findings,
    own,
  };
}
