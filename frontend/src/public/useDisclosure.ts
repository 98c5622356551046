import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Disclosure<T extends HTMLElement> {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Of the element that holds both the button and the panel. */
  ref: RefObject<T | null>;
}

/** A panel that a button opens; Escape (back to the button) and a click elsewhere close it. */
export function useDisclosure<T extends HTMLElement>(): Disclosure<T> {
  const [open, setOpen] = useState(false);
  const ref = useRef<T>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!ref.current?.contains(event.target as Node)) setOpen(false);
    };
    const byKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      ref.current?.querySelector("button")?.focus();
    };
    document.addEventListener("click", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", byKey);
    return () => {
      document.removeEventListener("click", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", byKey);
    };
  }, [open]);
  return { open, setOpen, ref };
}
