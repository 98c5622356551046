import { useCallback } from "preact/hooks";
import { useLocation } from "preact-iso";

/** The part of a screen that is shown, kept in the address (`?teil=…`), so that it can be linked and survives "back". */
export function useQueryTab(first: string): [tab: string, set: (tab: string) => void] {
  const { path, query, route } = useLocation();
  const set = useCallback(
    (tab: string) => {
      const next = new URLSearchParams({ ...query, teil: tab });
      if (tab === first) next.delete("teil");
      route(next.size > 0 ? `${path}?${next}` : path, true);
    },
    [path, query, route, first],
  );
  return [query.teil ?? first, set];
}
