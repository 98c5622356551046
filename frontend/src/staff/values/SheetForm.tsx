import { useRef, useState } from "preact/hooks";
import { ApiError } from "../../api/client";
import { useTexts } from "../../i18n/staffTexts";
import { api, problemIn, type StaffProblem } from "../api/client";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { useDocument } from "../forms/useDocument";
import { useMay } from "../session/session";
import { CellDrawer } from "./CellDrawer";
import { Found } from "./CellNotes";
import { bodyOf, type Cell, type Cells, cellsOf, EMPTY, nameOfDims } from "./cells";
import { useEditing } from "./editing";
import { Grid } from "./Grid";
import { Moves } from "./Moves";
import type { Finding, Sheet } from "./types";
import { cellIn, FOUND, typedIn } from "./words";

interface FormProps {
  read: Read<Sheet>;
  /** Shows what was saved. */
  saved: (read: Read<Sheet>) => void;
  /** Shows the sheet anew: after a move, or when others changed it. */
  moved: (read: Read<Sheet>) => void;
}

const again = (number: number) => api.get("/staff/observations/{number}", { path: { number } });

/** A refusal whose pointers name cells by their name, as the form does. */
function named(problem: StaffProblem, names: readonly string[]): ApiError {
  const errors = (problem.errors ?? []).map((one) => {
    const [, where, place] = one.pointer.split("/");
    return where === "cells" ? { ...one, pointer: `/${names[Number(place)]}` } : { ...one, pointer: "/" };
  });
  return new ApiError({ ...problem, errors } as StaffProblem);
}

const refusal = (own: readonly Finding[]): ApiError =>
  new ApiError({
    type: "about:blank",
    title: "",
    status: 422,
    errors: own.map(({ dims, code }) => ({ pointer: `/${nameOfDims(dims ?? "")}`, code, hint: "" })),
  } as StaffProblem);

/** Sends the cells that changed; what the screen itself knows to be wrong is not even sent. */
async function store(sheet: Sheet, patch: Partial<Cells>, seen: string, own: readonly Finding[]) {
  if (own.length > 0) throw refusal(own);
  const cells = Object.entries(patch) as [string, Cell][];
  const body = { cells: cells.map(([name, cell]) => bodyOf(name, cell)) };
  try {
    return await api.patch("/staff/observations/{number}", { path: { number: sheet.id }, body, seen });
  } catch (error) {
    const problem = problemIn(error);
    throw problem.status === 422
      ? named(
          problem,
          cells.map(([name]) => name),
        )
      : error;
  }
}

/** The cells of a sheet and what may be done with it: typed, checked, saved as a draft, handed in, approved. */
export function SheetForm({ read, saved, moved }: FormProps) {
  const i18n = useTexts();
  const may = useMay();
  const sheet = read.data;
  const [opened, open] = useState<string | null>(null);
  const [writes, write] = useState(
    ["draft", "returned"].includes(sheet.state) && sheet.moves.includes("save"),
  );
  const then = useRef<(() => void) | null>(null);
  const own = useRef<readonly Finding[]>([]);
  const doc = useDocument<Sheet, Cells>({
    draft: `werte-${sheet.id}`,
    read,
    valuesOf: cellsOf,
    again: () => again(sheet.id),
    save: (patch, seen) => store(sheet, patch, seen, own.current),
    saved: (next) => {
      saved(next);
      then.current?.();
      then.current = null;
    },
    words: FOUND,
    open: true,
  });
  const { values, dirty, faults, set } = doc.form;
  const editing = useEditing({
    sheet,
    cells: values,
    dirty,
    faults,
    writes: writes || dirty.length > 0,
    approves: may("observations.approve"),
    set: (changes) => set(changes),
    open,
  });
  own.current = editing.own;
  const labels = Object.fromEntries(
    Object.keys(values).map((name) => [name, cellIn(sheet.dimensions, name, i18n)]),
  );
  const moves = (
    <Moves
      sheet={sheet}
      etag={read.etag}
      dirty={dirty.length > 0}
      save={(next) => {
        then.current = next;
        doc.save();
      }}
      moved={moved}
      renew={() => void again(sheet.id).then(moved, () => undefined)}
      unlock={editing.writes ? undefined : () => write(true)}
    />
  );
  const body = (
    <>
      <Whole findings={editing.findings} />
      <Grid editing={editing} />
      {moves}
    </>
  );
  return (
    <>
      {editing.writes ? (
        <DocumentForm of={doc} labels={labels} say={(value) => typedIn((value as Cell) ?? EMPTY, i18n)}>
          {body}
        </DocumentForm>
      ) : (
        body
      )}
      {opened && <CellDrawer name={opened} editing={editing} onClose={() => open(null)} />}
    </>
  );
}

/** What is said of the sheet as a whole. */
function Whole({ findings }: { findings: readonly Finding[] }) {
  const here = findings.filter(({ dims }) => dims === null);
  if (here.length === 0) return null;
  return (
    <div class="note">
      {here.map((one) => (
        <Found key={one.code} of={one} />
      ))}
    </div>
  );
}
