import { useEffect, useRef, useState } from "preact/hooks";
import { api, problemIn, type StaffProblem } from "./client";
import type { AddressOf, AnswerOf, Options, Read } from "./operations";

type Items<T> = T extends { items: readonly (infer I)[] } ? I : never;

export interface List<I> {
  state: "loading" | "ready" | "error";
  items: I[];
  problem?: StaffProblem;
  /** Loads what follows; null when all are there. */
  more: (() => void) | null;
  /** Reads the list from its beginning; what is shown stays until the answer is there. */
  reload: () => void;
  /** Puts a changed row in the place of the old one, without asking again. */
  put: (is: (item: I) => boolean, next: I) => void;
}

interface Page<I> {
  items: I[];
  next?: string | null;
}
type Get<I> = (address: string, options: unknown) => Promise<Read<Page<I>>>;

/** A list of the API, page by page; read again when the filters change. `options` null: nothing is asked yet. */
export function useList<A extends AddressOf<"get">>(
  address: A,
  options: Options<A, "get"> | null,
): List<Items<AnswerOf<A, "get">>> {
  type I = Items<AnswerOf<A, "get">>;
  const key = options ? address + JSON.stringify(options) : "";
  const [held, setHeld] = useState<{ key: string; page?: Page<I>; problem?: StaffProblem }>({ key: "" });
  const [turn, setTurn] = useState(0);
  const wanted = useRef("");
  wanted.current = key;
  const ask = (after: string | null, before: I[]) => {
    const given = options as { query?: object } | null;
    const query = { limit: 200, ...given?.query, ...(after ? { after } : {}) };
    (api.get as unknown as Get<I>)(address, { ...given, query }).then(
      ({ data }) =>
        wanted.current === key &&
        setHeld({ key, page: { items: [...before, ...data.items], next: data.next ?? null } }),
      (error: unknown) => wanted.current === key && setHeld({ key, problem: problemIn(error) }),
    );
  };
  useEffect(() => {
    if (key) ask(null, []);
  }, [key, turn]);
  const current = held.key === key ? held : null;
  const page = current?.page;
  const next = page?.next;
  return {
    state: page ? "ready" : current?.problem ? "error" : "loading",
    // While another filter is read, the rows shown last stay where they are.
    items: page?.items ?? (current ? [] : (held.page?.items ?? [])),
    ...(current?.problem ? { problem: current.problem } : {}),
    more: next ? () => ask(next, page.items) : null,
    reload: () => setTurn((n) => n + 1),
    put: (is, item) =>
      setHeld((old) =>
        old.page
          ? { ...old, page: { ...old.page, items: old.page.items.map((one) => (is(one) ? item : one)) } }
          : old,
      ),
  };
}
