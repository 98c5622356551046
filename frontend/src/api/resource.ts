import { useCallback, useEffect, useReducer } from "preact/hooks";
import { type Answer, ApiError, get, type Params, type Problem } from "./client";
import type { Body, Path } from "./types";

export type Resource<T> =
  | { state: "loading"; retry: () => void }
  | { state: "ready"; data: T; stand: Date | null; retry: () => void }
  | { state: "error"; problem: Problem; retry: () => void };

interface Entry {
  answer?: Answer<unknown>;
  problem?: Problem;
  running?: Promise<void>;
  at: number;
}

/** An answer younger than this is not asked for again (milliseconds); the server allows 30 s. */
const FRESH = 30_000;
const entries = new Map<string, Entry>();

function start(key: string, path: Path, params: unknown, now: number): Promise<void> {
  const entry = entries.get(key) ?? { at: 0 };
  entries.set(key, entry);
  entry.running ??= get(path, params as Params<Path>)
    .then((answer) => {
      entry.answer = answer;
      delete entry.problem;
      entry.at = answer.stand ? 0 : now;
    })
    .catch((error: unknown) => {
      entry.problem =
        error instanceof ApiError ? error.problem : { type: "about:blank", title: String(error), status: 0 };
    })
    .finally(() => {
      delete entry.running;
    });
  return entry.running;
}

/** Forgets every answer (tests). */
export function forgetResources(): void {
  entries.clear();
}

/**
 * Reads a public resource: shows the last answer at once and asks again when it is old.
 * `params` null: nothing is asked yet (state stays "loading").
 */
export function useResource<P extends Path>(path: P, params: Params<P> | null): Resource<Body<P>> {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const key = params ? path + JSON.stringify(params) : "";

  const ask = useCallback(
    (force: boolean) => {
      let wanted = true;
      const entry = entries.get(key);
      const now = Date.now();
      if (key && (force || !entry?.answer || now - entry.at > FRESH)) {
        void start(key, path, JSON.parse(key.slice(path.length)), now).then(() => wanted && redraw(0));
      }
      return () => {
        wanted = false;
      };
    },
    [key, path],
  );
  useEffect(() => ask(false), [ask]);

  const retry = useCallback(() => {
    const entry = entries.get(key);
    if (entry) delete entry.problem;
    redraw(0);
    ask(true);
  }, [key, ask]);

  const entry = entries.get(key);
  if (entry?.answer) {
    return { state: "ready", data: entry.answer.data as Body<P>, stand: entry.answer.stand, retry };
  }
  if (entry?.problem) return { state: "error", problem: entry.problem, retry };
  return { state: "loading", retry };
}
