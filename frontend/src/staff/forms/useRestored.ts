import { useEffect, useRef, useState } from "preact/hooks";
import { same } from "./same";
import { readDraft, revisionOf, type StoredDraft } from "./useDraft";
import type { Form } from "./useForm";

/** That a draft was put back into the form: its time, and whether the document has changed since. */
export interface Restored {
  at: Date;
  older: boolean;
}

/** `base` with what the draft holds of its members; with further ones where the document is `open` to them. */
function withDraft<V extends object>(base: V, { values }: StoredDraft, open: boolean): V {
  const known = Object.fromEntries(Object.entries(values).filter(([name]) => open || name in base));
  return { ...base, ...known } as V;
}

/** Looks once for a draft and puts it into the form, unless something was typed before it came. */
export function useRestored<V extends object>(
  draft: string,
  form: Form<V>,
  etag: () => string,
  open: boolean,
) {
  const [restored, setRestored] = useState<Restored | null>(null);
  const now = useRef(form);
  now.current = form;
  useEffect(() => {
    let wanted = true;
    void readDraft(draft).then((found) => {
      const { base, dirty, reset } = now.current;
      if (!wanted || !found || dirty.length > 0) return;
      const values = withDraft(base, found, open);
      if (same(values, base)) return;
      reset(base, values);
      setRestored({ at: new Date(found.saved_at), older: found.base_revision !== revisionOf(etag()) });
    });
    return () => {
      wanted = false;
    };
  }, [draft]);
  return { restored, forgetRestored: () => setRestored(null) };
}
