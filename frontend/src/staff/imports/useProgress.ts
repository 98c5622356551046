import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client";

/** Milliseconds between two questions; longer when nothing was known. */
const PAUSE = 400;
const LONG_PAUSE = 1500;

/** How far the import with this token is, 0 … 1; null while nobody knows, and without a token. */
export function useProgress(token: string): number | null {
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    setShare(null);
    if (!token) return undefined;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const known = await api.get("/staff/import-progress/{token}", { path: { token } }).then(
        ({ data }) => data,
        () => null, // not begun, just over, or on a machine that does not know: the bar goes on without a number
      );
      if (!wanted) return;
      if (known && known.total > 0) setShare(known.done / known.total);
      timer = setTimeout(ask, known ? PAUSE : LONG_PAUSE);
    };
    timer = setTimeout(ask, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [token]);
  return share;
}
