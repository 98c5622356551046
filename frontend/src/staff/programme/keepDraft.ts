import { api } from "../api/client";
import { revisionOf } from "../forms/useDraft";
import type { Form } from "../forms/useForm";

/** Keeps what was typed when its form is closed before typing came to rest. */
export function keepDraft<V extends object>(key: string, etag: string, form: Form<V>): void {
  if (form.dirty.length === 0) return;
  const values = Object.fromEntries(form.dirty.map((name) => [name, form.values[name]]));
  const body = { base_revision: revisionOf(etag), values };
  void api.put("/me/drafts/{key}", { path: { key }, body }).catch(() => undefined);
}
