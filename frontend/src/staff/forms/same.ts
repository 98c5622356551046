import { type StaffText, textIn } from "../../ui/TextsField/TextsField";

/** Whether two values of a document say the same. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A text in several languages; empty lists are none, as nothing tells them from other lists. */
export function isTexts(value: unknown): value is StaffText[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === "object" && one !== null && "lang" in one && "text" in one)
  );
}

/** Only the languages that differ, as a PATCH wants them: `{lang, text}`. */
function changedLanguages(now: readonly StaffText[], before: readonly StaffText[]) {
  return now
    .filter(({ lang, text }) => text !== textIn(before, lang))
    .map(({ lang, text }) => ({ lang, text }));
}

function differs(now: unknown, before: unknown): boolean {
  if (!isTexts(now)) return !same(now, before);
  return changedLanguages(now, isTexts(before) ? before : []).length > 0;
}

/** The names of the members that differ. */
export function changedNames<V extends object>(now: V, before: V): (keyof V & string)[] {
  return (Object.keys(now) as (keyof V & string)[]).filter((name) => differs(now[name], before[name]));
}

/** What a PATCH sends: members that differ; of texts only the languages that do. */
export function patchOf<V extends object>(now: V, before: V): Partial<V> {
  const entries = changedNames(now, before).map((name) => {
    const [value, old] = [now[name], before[name]] as [unknown, unknown];
    return [name, isTexts(value) ? changedLanguages(value, isTexts(old) ? old : []) : value];
  });
  return Object.fromEntries(entries) as Partial<V>;
}
