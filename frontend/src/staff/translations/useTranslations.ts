import { useEffect, useRef, useState } from "preact/hooks";
import { api, problemIn, type StaffProblem } from "../api/client";
import { useList } from "../api/useList";
import { readDraft, useDraft } from "../forms/useDraft";
import { nameOf, STATES, type State, type Translation, withSaved } from "./texts";

export interface Filters {
  language: string;
  state: string;
  q: string;
}
type Counts = Record<State, number | null>;
const NOTHING: Counts = { missing: null, outdated: null, machine: null, reviewed: null };

/** How many texts of a language stand how; read again when the filters change. */
function useCounts({ language, q }: Filters): [Counts, (from: State, to: State) => void] {
  const [counts, setCounts] = useState<Counts>(NOTHING);
  useEffect(() => {
    let wanted = true;
    const ask = async (state: State) => {
      const query = { language, state, limit: 1, count: true, ...(q ? { q } : {}) };
      const { data } = await api.get("/staff/translations", { query });
      return [state, data.total ?? null] as const;
    };
    Promise.all(STATES.map(ask)).then(
      (found) => wanted && setCounts(Object.fromEntries(found) as Counts),
      () => wanted && setCounts(NOTHING),
    );
    return () => {
      wanted = false;
    };
  }, [language, q]);
  const move = (from: State, to: State) =>
    setCounts((old) => {
      const [less, more] = [old[from], old[to]];
      return from === to || less === null || more === null
        ? old
        : { ...old, [from]: less - 1, [to]: more + 1 };
    });
  return [counts, move];
}

/** What came in between: the text as it is stored now. */
export type Meanwhile = Record<string, Translation>;

/** Texts beside their translations: typing, saving one by one, what others changed meanwhile. */
export function useTranslations(filters: Filters) {
  const { language, state, q } = filters;
  const query = {
    language,
    limit: 50,
    ...(state ? { state: state as State } : {}),
    ...(q ? { q } : {}),
  };
  const list = useList("/staff/translations", { query });
  const [counts, move] = useCounts(filters);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [saved, setSaved] = useState<Record<string, Translation>>({});
  const [meanwhile, setMeanwhile] = useState<Meanwhile>({});
  const [faults, setFaults] = useState<Record<string, StaffProblem>>({});
  const key = `translations-${language}`;
  const { forget } = useDraft(key, null, Object.keys(typed).length > 0 ? { typed } : null);
  const holds = useRef(false);
  holds.current ||= Object.keys(typed).length > 0;
  useEffect(() => {
    let wanted = true;
    setTyped({});
    void readDraft(key).then((found) => {
      const kept = found?.values.typed as Record<string, string> | undefined;
      if (wanted && kept) setTyped((now) => ({ ...kept, ...now }));
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  // Another list brings what was saved with it.
  useEffect(() => setSaved({}), [language, state, q]);
  useEffect(() => {
    if (!holds.current || Object.keys(typed).length > 0) return;
    holds.current = false;
    void forget();
  }, [typed]);

  const inOrder = Object.values(saved).sort((a, b) => a.revision - b.revision);
  const items = inOrder.reduce<Translation[]>(withSaved, list.items);
  const textOf = (one: Translation) => typed[nameOf(one)] ?? one.text;
  const write = (one: Translation, text: string) => {
    const name = nameOf(one);
    setFaults(({ [name]: _, ...rest }) => rest);
    setTyped(({ [name]: _, ...rest }) => (text === one.text ? rest : { ...rest, [name]: text }));
  };
  const done = (before: Translation, after: Translation) => {
    const name = nameOf(after);
    setSaved((old) => ({ ...old, [name]: after }));
    setTyped(({ [name]: _, ...rest }) => rest);
    setMeanwhile(({ [name]: _, ...rest }) => rest);
    move(before.state, after.state);
  };
  const send = async (one: Translation, text: string, reviewed: boolean) => {
    const { object_type, object_key, field, lang, revision } = one;
    const state = reviewed ? ("reviewed" as const) : ("machine" as const);
    const body = { object_type, object_key, field, lang, text, state };
    const { data } = await api.put("/staff/translations", { body, seen: `"${revision}"` });
    done(one, data);
  };
  /** The text as it is stored now; null when it is gone. */
  const again = async (one: Translation): Promise<Translation | null> => {
    const query = { language: one.lang, q: one.source.slice(0, 100), limit: 200 };
    const { data } = await api.get("/staff/translations", { query });
    return data.items.find((other) => nameOf(other) === nameOf(one)) ?? null;
  };
  /** Saves one text. True when it is saved; what went wrong stands in `faults` or `meanwhile`. */
  const save = async (one: Translation, reviewed = true): Promise<boolean> => {
    const text = textOf(one);
    const name = nameOf(one);
    setFaults(({ [name]: _, ...rest }) => rest);
    try {
      await send(one, text, reviewed);
      return true;
    } catch (error) {
      const problem = problemIn(error);
      if (problem.status !== 412) {
        setFaults((old) => ({ ...old, [name]: problem }));
        return false;
      }
    }
    try {
      const now = await again(one);
      if (!now) throw new Error("the text is gone");
      if (now.source === one.source && now.text === one.text) {
        await send(now, text, reviewed);
        return true;
      }
      setTyped((old) => ({ ...old, [name]: text }));
      setSaved((old) => ({ ...old, [name]: now }));
      setMeanwhile((old) => ({ ...old, [name]: now }));
    } catch (error) {
      const problem = problemIn(error);
      setFaults((old) => ({ ...old, [name]: problem.status === 0 ? { ...problem, status: 404 } : problem }));
    }
    return false;
  };
  return { list, items, counts, textOf, write, save, faults, meanwhile };
}
