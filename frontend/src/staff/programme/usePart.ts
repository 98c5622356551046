import { useCallback, useEffect, useState } from "preact/hooks";

/** Which part of a page is shown: stands in the fragment of the address, so that a link can lead to it. */
export function usePart(parts: readonly string[]): [part: string, set: (part: string) => void] {
  const [first = ""] = parts;
  const known = () => {
    const wish = location.hash.slice(1);
    return parts.includes(wish) ? wish : first;
  };
  const [part, setPart] = useState(known);
  useEffect(() => {
    const follow = () => setPart(known());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const set = useCallback((next: string) => {
    history.replaceState(history.state, "", `#${next}`);
    setPart(next);
  }, []);
  return [part, set];
}
