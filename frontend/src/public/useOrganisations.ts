import { useEffect, useState } from "preact/hooks";
import { ApiError, get, type Problem } from "../api/client";
import type { Organisation } from "../api/types";

interface Found {
  /** The filters these items belong to. */
  key: string;
  items: Organisation[];
  next: string | null;
  problem: Problem | null;
}

interface Organisations {
  state: "loading" | "ready" | "error";
  items: Organisation[];
  problem: Problem | null;
  /** Loads the next page of the list; null when there is none. */
  more: (() => void) | null;
}

const LIMIT = 24;

/** The organisations that match, page by page. */
export function useOrganisations(filter: Record<string, string>, lang: string): Organisations {
  const key = JSON.stringify([filter, lang]);
  const [found, setFound] = useState<Found | null>(null);
  const [after, setAfter] = useState<{ key: string; value: string } | null>(null);
  const from = after?.key === key ? after.value : "";
  useEffect(() => {
    let wanted = true;
    const given = Object.fromEntries(Object.entries({ ...filter, after: from }).filter(([, value]) => value));
    get("/api/v1/organisations", { query: { limit: LIMIT, ...given, lang } }).then(
      ({ data }) => {
        if (!wanted) return;
        setFound((old) => ({
          key,
          items: from && old?.key === key ? [...old.items, ...data.items] : data.items,
          next: data.next ?? null,
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
