import { useLocation } from "preact-iso";

/** Filters of a list that live in the address, so that they can be kept, sent and gone back to. Empty ones are left out. */
export function useFilters<N extends string>(
  names: readonly N[],
): [filters: Record<N, string>, set: (changes: Partial<Record<N, string>>) => void] {
  const { path, query, route } = useLocation();
  const filters = Object.fromEntries(names.map((name) => [name, query[name] ?? ""])) as Record<N, string>;
  const set = (changes: Partial<Record<N, string>>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes) as [string, string][]) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    route(text ? `${path}?${text}` : path, true);
  };
  return [filters, set];
}
