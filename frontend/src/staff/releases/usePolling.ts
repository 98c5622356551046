import { useEffect, useState } from "preact/hooks";

/** Seconds until the next question: soon at first, then ever more seldom. */
const PAUSES = [1, 1, 2, 3, 5, 8, 10];
/** After so many questions nobody is waiting any more. */
const MOST = 60;
/** From this question on it takes longer than it should. */
const LONG = 10;

/** Asks again and again while `open`, never from a page nobody looks at; true once that takes long. */
export function usePolling(open: boolean, ask: () => void): boolean {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!open || turn >= MOST) return;
    const pause = PAUSES[Math.min(turn, PAUSES.length - 1)] ?? 0;
    const timer = setTimeout(() => {
      if (!document.hidden) ask();
      setTurn(document.hidden ? turn : turn + 1);
    }, pause * 1000);
    return () => clearTimeout(timer);
  }, [open, ask, turn]);
  return open && turn >= LONG;
}
