import { useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import type { DraftState } from "../../ui/SaveBar/SaveBar";
import { useSay } from "../../ui/Toast/Toast";
import { problemIn, type StaffProblem } from "../api/client";
import type { Read } from "../api/operations";
import { faultsOf, type OwnWords, sentenceFor } from "./faults";
import { meet } from "./meeting";
import { patchOf } from "./same";
import { revisionOf, useDraft } from "./useDraft";
import { type Form, isUnsendable, useForm } from "./useForm";
import { type Restored, useRestored } from "./useRestored";

export interface DocumentWish<T, V extends object> {
  /** Name of the draft, such as "measures-3". */
  draft: string;
  /** What was read; the document it was made from. */
  read: Read<T>;
  /** The members of the document that the form edits. */
  valuesOf: (data: T) => V;
  /** Reads the document anew. */
  again: () => Promise<Read<T>>;
  /** PATCHes what changed. */
  save: (patch: Partial<V>, seen: string) => Promise<Read<T>>;
  /** Called with the saved document. */
  saved?: (read: Read<T>) => void;
  words?: OwnWords;
  /** Whether members may be added to the document, such as cells to a sheet. */
  open?: boolean;
}

export interface Conflict<V> {
  /** What is stored now. */
  theirs: V;
  /** Fields that both changed, differently. */
  names: (keyof V & string)[];
}

export interface DocumentState<V extends object> {
  form: Form<V>;
  busy: boolean;
  draft: DraftState;
  restored: Restored | null;
  conflict: Conflict<V> | null;
  save: () => void;
  discard: () => void;
  /** Ends a conflict: `mine` are the fields whose own version counts. */
  decide: (mine: string[]) => void;
  leaveConflict: () => void;
  /** Writes earlier values (history). Rejects when that fails. */
  restore: (values: Partial<V>) => Promise<void>;
}

/** What was typed and not saved; null when there is nothing. */
function typedIn<V extends object>({ dirty, values }: Form<V>): Record<string, unknown> | null {
  return dirty.length > 0 ? Object.fromEntries(dirty.map((name) => [name, values[name]])) : null;
}

/** Writing one document: sends what changed; when somebody else was first, merges and writes again or leaves a conflict. */
function useWriting<T, V extends object>(
  wish: DocumentWish<T, V>,
  form: Form<V>,
  read: { current: Read<T> },
  accept: (next: Read<T>) => void,
) {
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);

  /** The saved document; null when somebody else saved first. */
  const send = (patch: Partial<V>): Promise<Read<T> | null> =>
    wish.save(patch, read.current.etag).catch((error: unknown) => {
      if (problemIn(error).status === 412) return null;
      throw error;
    });

  /** Reads what the other person saved; null when both changed the same field, which is then put to choice. */
  const meetOther = async (values: V, base: V): Promise<[V, V] | null> => {
    const next = await wish.again();
    const theirs = wish.valuesOf(next.data);
    const { merged, both } = meet(values, base, theirs);
    read.current = next;
    form.reset(theirs, merged);
    if (both.length === 0) return [merged, theirs];
    setConflict({ theirs, names: both });
    return null;
  };

  const write = async (values: V, base: V): Promise<void> => {
    const patch = patchOf(values, base);
    const answer = Object.keys(patch).length === 0 ? read.current : await send(patch);
    if (answer) {
      setConflict(null);
      return accept(answer);
    }
    const met = await meetOther(values, base);
    if (met) await write(...met);
  };

  return { conflict, setConflict, write };
}

/** Tells the form what the server refused: at the fields, else in one sentence above them. */
function useTell<V extends object>(form: Form<V>, words: OwnWords | undefined) {
  const { t } = useTexts();
  return (problem: StaffProblem) => {
    const faults = problem.status === 422 ? faultsOf(problem, t, words, form.values) : {};
    form.setFaults(Object.keys(faults).length > 0 ? faults : { "": sentenceFor(problem, t) });
  };
}

/** `values` with those fields of a conflict taken from the other person that are not `mine`. */
function decided<V extends object>(values: V, { names, theirs }: Conflict<V>, mine: string[]): V {
  const given = names.filter((name) => !mine.includes(name));
  return { ...values, ...Object.fromEntries(given.map((name) => [name, theirs[name]])) };
}

/** Editing one document: draft, save with If-Match, 412 with a choice per field, faults at their fields. */
export function useDocument<T, V extends object>(wish: DocumentWish<T, V>): DocumentState<V> {
  const { t } = useTexts();
  const say = useSay();
  const form = useForm(wish.valuesOf(wish.read.data));
  const read = useRef(wish.read);
  const [busy, setBusy] = useState(false);
  const { draft, forget } = useDraft(wish.draft, revisionOf(read.current.etag), typedIn(form));
  const { restored, forgetRestored } = useRestored(
    wish.draft,
    form,
    () => read.current.etag,
    wish.open ?? false,
  );
  const startAnew = (base: V) => {
    form.reset(base);
    forgetRestored();
    void forget();
  };
  const { conflict, setConflict, write } = useWriting(wish, form, read, (next) => {
    read.current = next;
    startAnew(wish.valuesOf(next.data));
    say(t("kit.saved"));
    wish.saved?.(next);
  });
  const tell = useTell(form, wish.words);
  const run = async (values: V, base: V) => {
    if (isUnsendable(form, values, t)) return;
    setBusy(true);
    await write(values, base).catch((error: unknown) => tell(problemIn(error)));
    setBusy(false);
  };
  const decide = (mine: string[]) => {
    if (!conflict) return;
    const values = decided(form.values, conflict, mine);
    setConflict(null);
    form.set(values);
    void run(values, conflict.theirs);
  };
  return {
    form,
    busy,
    draft,
    restored,
    conflict,
    save: () => void (busy || run(form.values, form.base)),
    discard: () => startAnew(form.base),
    decide,
    leaveConflict: () => setConflict(null),
    restore: (values) => write({ ...form.base, ...values }, form.base),
  };
}
