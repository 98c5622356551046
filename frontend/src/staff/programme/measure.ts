import { isLang, type Lang, SOURCE } from "../../i18n/languages";
import { type StaffText, textIn } from "../../ui/TextsField/TextsField";
import type { AnswerOf, BodyOf } from "../api/operations";

export type MeasureLine = AnswerOf<"/staff/measures", "get">["items"][number];
export type MeasureDocument = AnswerOf<"/staff/measures/{number}", "get">;
export type Step = MeasureDocument["steps"][number];
export type Entry = AnswerOf<"/staff/measures/{number}/logbook", "get">["items"][number];
type Change = BodyOf<"/staff/measures/{number}", "patch">;

/** The members of a measure that its form edits; texts that are not there are empty lists. */
export interface MeasureValues {
  title: StaffText[];
  friendly_title: StaffText[];
  summary: StaffText[];
  responsible: StaffText[];
  partners: MeasureDocument["partners"];
  target_groups: StaffText[][];
  experience_from: string[];
  field: MeasureDocument["field"];
  sub_goals: string[];
  weight: number | null;
  concept_measure: number | null;
  closed: MeasureDocument["closed"];
  closed_reason: StaffText[];
  successor: StaffText[];
  hand_over: MeasureDocument["hand_over"];
  hand_over_from: string | null;
}

/** The text in the language of the page, or the German one. */
export function spoken(texts: readonly StaffText[], lang: Lang): StaffText {
  const own = texts.find((one) => one.lang === lang && one.text !== "");
  return (
    own ?? { lang: SOURCE, text: textIn(texts, SOURCE), state: lang === SOURCE ? "original" : "missing" }
  );
}

export function valuesOf(measure: MeasureDocument): MeasureValues {
  const { title, friendly_title, partners, target_groups, experience_from } = measure;
  const { field, sub_goals, weight, concept_measure, closed, hand_over, hand_over_from } = measure;
  return {
    title,
    friendly_title,
    summary: measure.summary ?? [],
    responsible: measure.responsible ?? [],
    partners,
    target_groups,
    experience_from,
    field,
    sub_goals,
    weight,
    concept_measure,
    closed,
    closed_reason: measure.closed_reason ?? [],
    successor: measure.successor ?? [],
    hand_over,
    hand_over_from,
  };
}

const CAN_GO = ["summary", "responsible", "closed_reason", "successor"] as const;

/** A text without German is none: null. */
export function orNothing<T extends readonly { lang: string; text: string }[]>(text: T): T | null {
  return text.some(({ lang, text: words }) => lang === SOURCE && words.trim() === "") ? null : text;
}

/**
 * A text of a list as the API wants it: one whose German is known keeps its translations on the server, any other brings its own.
 */
function wish(text: readonly StaffText[], known: ReadonlySet<string>) {
  const source = textIn(text, SOURCE);
  const others = text.filter(({ lang, text: words }) => lang !== SOURCE && isLang(lang) && words !== "");
  const brought = others.map(({ lang, text: words, state }) => ({
    lang,
    text: words,
    state: state === "machine" ? ("machine" as const) : ("reviewed" as const),
  }));
  return [{ lang: SOURCE, text: source }, ...(known.has(source) ? [] : brought)];
}

/** What the form changed, as the body of the PATCH; `before` are the stored values. */
export function changeOf(patch: Partial<MeasureValues>, before: MeasureValues): Change {
  const body: Record<string, unknown> = { ...patch };
  for (const name of CAN_GO) {
    const text = patch[name];
    if (text) body[name] = orNothing(text);
  }
  if (patch.partners) {
    const known = new Set(before.partners.map(({ name }) => textIn(name, SOURCE)));
    body.partners = patch.partners.map(({ name, organisation }) => ({
      name: wish(name, known),
      organisation,
    }));
  }
  if (patch.target_groups) {
    const known = new Set(before.target_groups.map((one) => textIn(one, SOURCE)));
    body.target_groups = patch.target_groups.map((one) => wish(one, known));
  }
  return body as Change;
}

/** The lines of a text field as texts; a line that was there keeps its translations. */
export function textsOfLines(lines: string, before: readonly StaffText[][]): StaffText[][] {
  const known = new Map(before.map((text) => [textIn(text, SOURCE), text]));
  return lines
    .split("\n")
    .map((line) => known.get(line) ?? [{ lang: SOURCE, text: line, state: "original" }]);
}

/** Without lines that hold nothing. */
export function withoutEmpty(texts: readonly StaffText[][]): StaffText[][] {
  return texts.filter((text) => textIn(text, SOURCE).trim() !== "");
}
