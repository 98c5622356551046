import { useCallback } from "preact/hooks";
import { useLocation } from "preact-iso";
import { withQuery } from "./links";

/** Filters that live in the address. `set` replaces the address, so that "back" leaves the page. */
export function useQuery<Name extends string>(
  names: readonly Name[],
): [values: Record<Name, string>, set: (changes: Partial<Record<Name, string>>) => void] {
  const { url, query, route } = useLocation();
  const values = Object.fromEntries(names.map((name) => [name, query[name] ?? ""])) as Record<Name, string>;
  const set = useCallback(
    (changes: Partial<Record<Name, string>>) => {
      const [path = "", search = ""] = url.split("?");
      route(withQuery(path, { ...Object.fromEntries(new URLSearchParams(search)), ...changes }), true);
    },
    [url, route],
  );
  return [values, set];
}
