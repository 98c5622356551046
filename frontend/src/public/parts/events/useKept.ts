import { useCallback, useState } from "preact/hooks";

function read<T>(key: string): Partial<T> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Partial<T> | null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without a store, nothing survives a reload; everything else works.
  }
}

/** Something that survives a reload, in this tab only and until it is closed. `set(null)` begins anew. */
export function useKept<T extends object>(key: string, first: T) {
  const [found] = useState(() => read<T>(key));
  const [value, setValue] = useState<T>({ ...first, ...found });
  const set = useCallback(
    (changes: Partial<T> | null) =>
      setValue((old) => {
        const next = changes ? { ...old, ...changes } : first;
        write(key, changes ? next : null);
        return next;
      }),
    [key],
  );
  return [value, set, found !== null] as const;
}
