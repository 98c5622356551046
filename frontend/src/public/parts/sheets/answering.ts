import type { Problem } from "../../../api/client";
import type { FeedbackWish, StatisticsWish } from "../../../api/types";
import type { I18n, MessageKey } from "../../../i18n/i18n";

export const GENDERS = ["not_stated", "f", "m", "d"] as const;
export const BACKGROUNDS = ["not_stated", "yes", "no"] as const;
export const QUESTIONS = ["overall", "understandable", "useful"] as const;
export const GRADES = ["1", "2", "3", "4", "5"] as const;

/** What somebody chose; nothing of it is kept outside of this page. A grade is "" where nobody answered. */
export interface Answers {
  gender: (typeof GENDERS)[number];
  background: (typeof BACKGROUNDS)[number];
  grades: Record<(typeof QUESTIONS)[number], string>;
  comment: string;
}

export const NOTHING_SAID: Answers = {
  gender: "not_stated",
  background: "not_stated",
  grades: { overall: "", understandable: "", useful: "" },
  comment: "",
};

/** The code as people type it: with spaces, hyphens or capitals. */
export function plainCode(typed: string): string {
  return typed.replace(/[\s-]/g, "").toLowerCase();
}

export function whoOf({ gender, background }: Answers, code: string, definition: number): StatisticsWish {
  return { code, definition, gender, migration_background: background };
}

/** What is said about the event; null where nothing is. */
export function howOf({ grades, comment }: Answers, code: string): FeedbackWish | null {
  const given = QUESTIONS.filter((name) => grades[name] !== "").map((name) => [name, Number(grades[name])]);
  const text = comment.trim();
  if (given.length === 0 && !text) return null;
  return { code, ...Object.fromEntries(given), ...(text ? { comment: text } : {}) };
}

const PROBLEMS: Record<number, MessageKey> = {
  0: "sheet.problem_network",
  404: "sheet.problem_closed",
  409: "sheet.problem_closed",
  429: "sheet.problem_busy",
};

/** What was refused, in words, by the name of the field; "" for what belongs to none. */
export function refusedSheet({ status, errors = [] }: Problem, translate: I18n["t"]): Record<string, string> {
  const t = translate as (key: MessageKey) => string;
  if (status === 422 && errors.some(({ pointer }) => pointer === "/code"))
    return { code: t("sheet.fault_code") };
  return { "": t(PROBLEMS[status] ?? "sheet.problem_server") };
}
