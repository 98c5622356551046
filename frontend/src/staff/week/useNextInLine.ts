import { useCallback, useEffect, useRef } from "preact/hooks";

/**
 * Keeps the keyboard where the work is: when the row one worked in is done and gone, the row that took its place gets the focus.
 * Give the result to the element around the rows; `items` are what is shown.
 */
export function useNextInLine(items: unknown) {
  const list = useRef<HTMLDivElement>(null);
  const place = useRef(-1);
  const rows = () => [...(list.current?.querySelectorAll(".week-item") ?? [])];
  useEffect(() => {
    if (place.current < 0 || document.activeElement !== document.body) return;
    const now = rows();
    const row = now[Math.min(place.current, now.length - 1)];
    const control = row?.querySelector<HTMLElement>("button, input") ?? row?.querySelector<HTMLElement>("a");
    control?.focus();
  }, [items]);
  const onFocusIn = useCallback((event: FocusEvent) => {
    place.current = rows().findIndex((row) => row.contains(event.target as Node));
  }, []);
  return { ref: list, onFocusIn };
}
