import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * The width of an element in CSS pixels, measured before the first paint and after every change, so that pictures are drawn at
 * their real size and their text never shrinks. `assumed` stands until something was measured.
 */
export function useWidth<E extends HTMLElement>(assumed = 640) {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(assumed);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => {
      if (target.clientWidth > 0) setWidth(Math.floor(target.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
