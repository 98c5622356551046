import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { DraftState } from "../../ui/SaveBar/SaveBar";
import { api, problemIn } from "../api/client";

/** How long typing must rest before a draft is sent (milliseconds). */
const REST = 3000;

export interface StoredDraft {
  base_revision: number | null;
  values: Record<string, unknown>;
  saved_at: string;
}

/** The draft under `key`, or null when there is none or it cannot be read now. */
export async function readDraft(key: string): Promise<StoredDraft | null> {
  const list = await api.get("/me/drafts").catch(() => null);
  if (!list?.data.items.some((one) => one.key === key)) return null;
  const found = await api.get("/me/drafts/{key}", { path: { key } }).catch(() => null);
  return found ? (found.data as StoredDraft) : null;
}

/** The revision in an ETag (`"7"` → 7). */
export function revisionOf(etag: string): number | null {
  const digits = etag.match(/\d+/)?.[0];
  return digits ? Number(digits) : null;
}

interface Draft {
  draft: DraftState;
  /** Forgets the stored draft. */
  forget: () => Promise<void>;
}

/**
 * Keeps what was typed as a draft under the person's account, a few seconds after typing rests.
 * `values` null: nothing to keep.
 */
export function useDraft(key: string, base: number | null, values: Record<string, unknown> | null): Draft {
  const [draft, setDraft] = useState<DraftState>({ state: "none" });
  const wish = values ? JSON.stringify(values) : "";
  const stored = useRef("");
  useEffect(() => {
    if (!key || wish === "" || wish === stored.current) return undefined;
    setDraft((old) => (old.state === "saved" ? { state: "typing" } : old));
    const timer = setTimeout(async () => {
      const body = { base_revision: base, values: JSON.parse(wish) as Record<string, unknown> };
      try {
        await api.put("/me/drafts/{key}", { path: { key }, body });
        stored.current = wish;
        setDraft({ state: "saved", at: new Date() });
      } catch (error) {
        setDraft({ state: problemIn(error).status === 0 ? "offline" : "typing" });
      }
    }, REST);
    return () => clearTimeout(timer);
  }, [key, wish, base]);
  const forget = useCallback(async () => {
    stored.current = "";
    setDraft({ state: "none" });
    if (key) await api.delete("/me/drafts/{key}", { path: { key } }).catch(() => undefined);
  }, [key]);
  return { draft, forget };
}
