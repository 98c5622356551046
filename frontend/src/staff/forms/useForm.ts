import { useCallback, useState } from "preact/hooks";
import { type StaffI18n, useTexts } from "../../i18n/staffTexts";
import type { SummaryItem } from "../../ui/ErrorSummary/ErrorSummary";
import { problemIn } from "../api/client";
import { type Faults, faultsOf, notNumbers, type OwnWords, sentenceFor } from "./faults";
import { changedNames } from "./same";

export interface Form<V extends object> {
  values: V;
  /** What the fields began with. */
  base: V;
  faults: Faults;
  /** Names of the fields that differ from `base`. */
  dirty: (keyof V & string)[];
  set: (changes: Partial<V>) => void;
  /** Begins anew, with `base` and what is shown. */
  reset: (base: V, values?: V) => void;
  setFaults: (faults: Faults) => void;
  /** Everything a part of the kit needs for one member: `<TextField label="…" {...form.field("name")} />`. */
  field: <N extends keyof V & string>(
    name: N,
  ) => { name: N; value: V[N]; onChange: (value: V[N]) => void; fault: string | undefined };
}

/** The state of a form. A fault goes when its field is changed. */
export function useForm<V extends object>(initial: V): Form<V> {
  const [base, setBase] = useState(initial);
  const [values, setValues] = useState(initial);
  const [faults, setFaults] = useState<Faults>({});
  const set = useCallback((changes: Partial<V>) => {
    setValues((old) => ({ ...old, ...changes }));
    setFaults((old) =>
      Object.fromEntries(Object.entries(old).filter(([name]) => name !== "" && !(name in changes))),
    );
  }, []);
  const reset = useCallback((next: V, shown: V = next) => {
    setBase(next);
    setValues(shown);
    setFaults({});
  }, []);
  return {
    values,
    base,
    faults,
    dirty: changedNames(values, base),
    set,
    reset,
    setFaults,
    field: (name) => ({
      name,
      value: values[name],
      onChange: (value) => set({ [name]: value } as unknown as Partial<V>),
      fault: faults[name],
    }),
  };
}

/** The faults of a form for `ErrorSummary`, in the order of `labels`; what belongs to no field comes first. */
export function summaryOf(faults: Faults, labels: Record<string, string> = {}): SummaryItem[] {
  const names = Object.keys(labels);
  const place = (name: string) => (name in labels ? names.indexOf(name) : -1);
  const inOrder = Object.entries(faults).sort(([a], [b]) => place(a) - place(b));
  return inOrder.map(([name, text]) => {
    const label = labels[name];
    return label ? { name, text: `${label}: ${text}` } : { name: "", text };
  });
}

/** Whether a field holds what is no number; then it is said there, and nothing is to be sent. */
export function isUnsendable<V extends object>(form: Form<V>, values: V, t: StaffI18n["t"]): boolean {
  const wrong = notNumbers(values, t);
  if (Object.keys(wrong).length === 0) return false;
  form.setFaults(wrong);
  return true;
}

interface Submit {
  busy: boolean;
  /** Give it to `onSubmit` of the form. */
  onSubmit: (event?: Event) => void;
}

/** Sends a form: what is wrong goes to its fields or above them, what was typed stays. `done` is called with the answer. */
export function useSubmit<V extends object, R>(
  form: Form<V>,
  send: (values: V) => Promise<R>,
  done: (answer: R) => void,
  own: OwnWords = {},
): Submit {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (isUnsendable(form, form.values, t)) return;
    setBusy(true);
    try {
      const answer = await send(form.values);
      form.setFaults({});
      done(answer);
    } catch (error) {
      const problem = problemIn(error);
      // A conflict the form has words for stands at its field, too.
      const known = problem.status === 409 && problem.errors?.some(({ code }) => code in own);
      const faults = problem.status === 422 || known ? faultsOf(problem, t, own, form.values) : {};
      form.setFaults(Object.keys(faults).length > 0 ? faults : { "": sentenceFor(problem, t) });
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    onSubmit: (event) => {
      event?.preventDefault();
      if (!busy) void submit();
    },
  };
}
