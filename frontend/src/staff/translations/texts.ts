import type { AnswerOf } from "../api/operations";

export type Translation = AnswerOf<"/staff/translations", "get">["items"][number];
export const STATES = ["missing", "outdated", "machine", "reviewed"] as const;
export type State = (typeof STATES)[number];

/** The same text in the same language, whatever its revision. */
export function nameOf({ object_type, object_key, field, lang }: Translation): string {
  return [object_type, object_key, field, lang].join(" ");
}

function sameObject(a: Translation, b: Translation): boolean {
  return a.object_type === b.object_type && a.object_key === b.object_key;
}

/** `items` with one saved: all texts of its object have its new revision. */
export function withSaved(items: readonly Translation[], saved: Translation): Translation[] {
  const name = nameOf(saved);
  return items.map((one) => {
    if (nameOf(one) === name) return saved;
    return sameObject(one, saved) ? { ...one, revision: saved.revision } : one;
  });
}

/** Whether saving would change anything: another text, or one that nobody had checked. */
export function worthSaving(one: Translation, typed: string): boolean {
  if (typed.trim() !== one.text.trim()) return true;
  return typed.trim() !== "" && one.state !== "reviewed";
}
