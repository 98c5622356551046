import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import type { DraftState } from "../../ui/SaveBar/SaveBar";
import { useSay } from "../../ui/Toast/Toast";
import { problemIn, type StaffProblem } from "../api/client";
import type { Read } from "../api/operations";
import { faultsOf, type OwnWords, sentenceFor } from "./faults";
import { changedNames, patchOf, same } from "./same";
import { readDraft, revisionOf, useDraft } from "./useDraft";
import { type Form, useForm } from "./useForm";

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
  /** When a draft was put back into the form: its time, and whether the document has changed since. */
  restored: { at: Date; older: boolean } | null;
  conflict: Conflict<V> | null;
  save: () => void;
  discard: () => void;
  /** Ends a conflict: `mine` are the fields whose own version counts. */
  decide: (mine: string[]) => void;
  leaveConflict: () => void;
  /** Writes earlier values (history). Rejects when that fails. */
  restore: (values: Partial<V>) => Promise<void>;
}

/** Editing one document: draft, save with If-Match, 412 with a choice per field, faults at their fields. */
export function useDocument<T, V extends object>(wish: DocumentWish<T, V>): DocumentState<V> {
  const { t } = useTexts();
  const say = useSay();
  const form = useForm(wish.valuesOf(wish.read.data));
  const read = useRef(wish.read);
  const [busy, setBusy] = useState(false);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const [restored, setRestored] = useState<DocumentState<V>["restored"]>(null);
  const touched = useRef(false);
  touched.current = form.dirty.length > 0;
  const typed =
    form.dirty.length > 0 ? Object.fromEntries(form.dirty.map((name) => [name, form.values[name]])) : null;
  const { draft, forget } = useDraft(wish.draft, revisionOf(read.current.etag), typed);

  useEffect(() => {
    let wanted = true;
    void readDraft(wish.draft).then((found) => {
      if (!wanted || !found || touched.current) return;
      const base = wish.valuesOf(read.current.data);
      const known = Object.fromEntries(Object.entries(found.values).filter(([name]) => name in base));
      const values = { ...base, ...known } as V;
      if (same(values, base)) return;
      form.reset(base, values);
      const older = found.base_revision !== revisionOf(read.current.etag);
      setRestored({ at: new Date(found.saved_at), older });
    });
    return () => {
      wanted = false;
    };
  }, [wish.draft]);

  const accept = (next: Read<T>) => {
    read.current = next;
    form.reset(wish.valuesOf(next.data));
    setRestored(null);
    setConflict(null);
    void forget();
    say(t("kit.saved"));
    wish.saved?.(next);
  };

  /** Someone else saved first: fields only they changed are taken over, those both changed are put to choice. */
  const meet = async (values: V, base: V) => {
    const next = await wish.again();
    const theirs = wish.valuesOf(next.data);
    const mine = changedNames(values, base);
    const both = mine.filter((name) => !same(theirs[name], base[name]) && !same(theirs[name], values[name]));
    const merged = { ...theirs, ...Object.fromEntries(mine.map((name) => [name, values[name]])) };
    read.current = next;
    form.reset(theirs, merged);
    if (both.length > 0) setConflict({ theirs, names: both });
    else await write(merged, theirs);
  };

  const write = async (values: V, base: V): Promise<void> => {
    const patch = patchOf(values, base);
    if (Object.keys(patch).length === 0) return accept(read.current);
    const seen = read.current.etag;
    const answer = await wish.save(patch, seen).catch((error: unknown) => {
      if (problemIn(error).status === 412) return null;
      throw error;
    });
    return answer ? accept(answer) : meet(values, base);
  };

  const tell = (problem: StaffProblem) => {
    const faults = problem.status === 422 ? faultsOf(problem, t, wish.words, form.values) : {};
    form.setFaults(Object.keys(faults).length > 0 ? faults : { "": sentenceFor(problem, t) });
  };

  const run = async (values: V, base: V) => {
    setBusy(true);
    try {
      await write(values, base);
    } catch (error) {
      tell(problemIn(error));
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    busy,
    draft,
    restored,
    conflict,
    save: () => void (busy || run(form.values, form.base)),
    discard: () => {
      form.reset(form.base);
      setRestored(null);
      void forget();
    },
    decide: (mine) => {
      if (!conflict) return;
      const given = conflict.names.filter((name) => !mine.includes(name));
      const values = {
        ...form.values,
        ...Object.fromEntries(given.map((name) => [name, conflict.theirs[name]])),
      };
      setConflict(null);
      form.set(values);
      void run(values, conflict.theirs);
    },
    leaveConflict: () => setConflict(null),
    restore: async (values) => {
      const next = { ...form.base, ...values };
      await write(next, form.base);
    },
  };
}
