import { useEffect, useState } from "preact/hooks";
import { ApiError, get, type Params, type Problem } from "../api/client";
import type { EventItem, Organisation } from "../api/types";

/** The lists that are read page by page, and what they hold. */
interface Lists {
  "/api/v1/organisations": Organisation;
  "/api/v1/events": EventItem;
}
type ListPath = keyof Lists;

interface Found<P extends ListPath> {
  /** The filters these items belong to. */
  key: string;
  items: Lists[P][];
  next: string | null;
  problem: Problem | null;
}

interface Pages<P extends ListPath> {
  state: "loading" | "ready" | "error";
  items: Lists[P][];
  problem: Problem | null;
  /** Loads the next page of the list; null when there is none. */
  more: (() => void) | null;
}

const LIMIT = 24;

/** What matches of a list, page by page. */
export function usePages<P extends ListPath>(
  path: P,
  filter: Record<string, string>,
  lang: string,
): Pages<P> {
  const key = JSON.stringify([path, filter, lang]);
  const [found, setFound] = useState<Found<P> | null>(null);
  const [after, setAfter] = useState<{ key: string; value: string } | null>(null);
  const from = after?.key === key ? after.value : "";
  useEffect(() => {
    let wanted = true;
    const given = Object.fromEntries(Object.entries({ ...filter, after: from }).filter(([, value]) => value));
    get(path, { query: { limit: LIMIT, ...given, lang } } as Params<P>).then(
      (answer) => {
        if (!wanted) return;
        const data = answer.data as unknown as { items: Lists[P][]; next: string | null };
        setFound((old) => ({
          key,
          items: from && old?.key === key ? [...old.items, ...data.items] : data.items,
          next: data.next,
          problem: null,
        }));
      },
      (error: unknown) => {
        const problem =
          error instanceof ApiError ? error.problem : { type: "about:blank", title: "", status: 0 };
        if (wanted) setFound({ key, items: [], next: null, problem });
      },
    );
    return () => {
      wanted = false;
    };
  }, [key, from]);
  if (!found) return { state: "loading", items: [], problem: null, more: null };
  const current = found.key === key;
  const { next, items, problem } = found;
  return {
    state: !current ? "loading" : problem ? "error" : "ready",
    items,
    problem: current ? problem : null,
    more: current && next ? () => setAfter({ key, value: next }) : null,
  };
}
