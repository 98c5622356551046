import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Resource } from "../../api/resource";
import { api, problemIn, type StaffProblem } from "./client";
import type { AddressOf, AnswerOf, Options, Read } from "./operations";

interface Held<T> {
  key: string;
  read?: Read<T>;
  problem?: StaffProblem;
}

export type Reading<T> = Resource<T> & {
  etag: string;
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void;
  /** Shows an answer that came by another way, such as that of a PATCH. */
  put: (read: Read<T>) => void;
};

/** Reads `address` for the signed-in person, again whenever the options change. `options` null: nothing is asked yet. */
export function useRead<A extends AddressOf<"get">>(
  address: A,
  options: Options<A, "get"> | null,
): Reading<AnswerOf<A, "get">> {
  type T = AnswerOf<A, "get">;
  const key = options ? address + JSON.stringify(options) : "";
  const [held, setHeld] = useState<Held<T>>({ key: "" });
  const [turn, setTurn] = useState(0);
  const wanted = useRef("");
  wanted.current = key;
  useEffect(() => {
    if (!key) return;
    const get = api.get as unknown as (address: string, options: unknown) => Promise<Read<T>>;
    get(address, options).then(
      (read) => wanted.current === key && setHeld({ key, read }),
      (error: unknown) => wanted.current === key && setHeld({ key, problem: problemIn(error) }),
    );
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const retry = useCallback(() => {
    setHeld({ key: "" });
    reload();
  }, [reload]);
  const put = useCallback((read: Read<T>) => setHeld({ key, read }), [key]);
  const shared = { reload, retry, put, etag: held.read?.etag ?? "" };
  if (held.key === key && held.read) return { state: "ready", data: held.read.data, stand: null, ...shared };
  if (held.key === key && held.problem) return { state: "error", problem: held.problem, ...shared };
  return { state: "loading", ...shared };
}
