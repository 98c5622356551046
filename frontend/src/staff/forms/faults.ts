import type { StaffI18n, StaffKey } from "../../i18n/staffTexts";
import type { StaffProblem } from "../api/client";

/** What is wrong, by the name of the field; "" for what belongs to none. */
export type Faults = Record<string, string>;

/** Our words for the codes of an issue, first match wins. The server's own hint is English and for programmers. */
const WORDS: [RegExp, StaffKey][] = [
  [/^(missing|string_empty|required)$/, "kit.fault_missing"],
  [/too_short$/, "kit.fault_short"],
  [/^easily_guessed$/, "team.password_common"],
  [/^in_the_past$/, "kit.fault_past"],
  [/^not_yours$/, "kit.fault_choice"],
  [/too_long$/, "kit.fault_long"],
  [/email/, "kit.fault_email"],
  [/^source_missing$/, "kit.fault_source_missing"],
  [/order|before_(start|begin)|ends_before/, "kit.fault_order"],
  [/^date|_date$/, "kit.fault_date"],
  [/^(int|float|decimal|number)_/, "kit.fault_number"],
  [/(greater|less)_than|out_of_range|too_(large|small)/, "kit.fault_range"],
  [/taken|exists|duplicate|unique|given_twice/, "kit.fault_taken"],
  [/^(unknown|not_found)|_unknown$/, "kit.fault_unknown"],
  [/enum|literal|choice/, "kit.fault_choice"],
];

/** Words of a screen for codes only it knows; they win over the general ones. */
export type OwnWords = Record<string, StaffKey>;

export function wordsFor(code: string, t: StaffI18n["t"], own: OwnWords = {}): string {
  const key = own[code] ?? WORDS.find(([pattern]) => pattern.test(code))?.[1] ?? "kit.fault_other";
  return (t as (key: StaffKey) => string)(key);
}

/** "/roles/0/area" → "roles": the form shows a fault at the member of the document it lies in. */
function fieldOf(pointer: string): string {
  return (pointer.split("/")[1] ?? pointer).replaceAll("~1", "/").replaceAll("~0", "~");
}

const isEmpty = (value: unknown) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The faults a 422 answer names, in words. With the `values` that were sent, what is empty is called missing, unless the form has words of its own. */
export function faultsOf(
  problem: StaffProblem,
  t: StaffI18n["t"],
  own: OwnWords = {},
  values: object = {},
): Faults {
  const found: Faults = {};
  for (const { pointer, code } of problem.errors ?? []) {
    const name = fieldOf(pointer);
    const empty = !(code in own) && name in values && isEmpty(values[name as keyof typeof values]);
    found[name] ??= empty ? t("kit.fault_missing") : wordsFor(code, t, own);
  }
  return found;
}

/** The fields that hold what is no number: JSON has no word for it, so it is never sent. */
export function notNumbers(values: object, t: StaffI18n["t"]): Faults {
  const wrong = Object.entries(values).filter(([, value]) => Number.isNaN(value));
  return Object.fromEntries(wrong.map(([name]) => [name, t("kit.fault_number")]));
}

/** Kinds of problems we have words of their own for. */
const KINDS: Record<string, StaffKey> = {
  "sign-in-refused": "team.wrong_password",
  "code-refused": "team.wrong_code",
  "link-refused": "team.invitation_over",
  "insecure-address": "team.refused",
  "demo-account": "team.demo_fixed",
  "last-administrator": "team.last_admin",
  "fresh-proof-needed": "team.proof_missing",
  "event-full": "attendees.fault_full",
  "second-factor-required": "kit.problem_signed_out",
};

/** What went wrong as one sentence, for everything but single fields. */
export function sentenceFor({ status, type, errors }: StaffProblem, t: StaffI18n["t"]): string {
  const own = KINDS[type.replace("/problems/", "")];
  if (own) return (t as (key: StaffKey) => string)(own);
  if (errors?.some(({ code }) => code === "too_many")) return t("kit.problem_too_many");
  if (status === 0) return t("kit.problem_network");
  if (status === 401) return t("kit.problem_signed_out");
  if (status === 403) return t("kit.problem_forbidden");
  if (status === 404) return t("kit.problem_not_found");
  if (status === 409) return t("kit.problem_conflict");
  if (status === 422) return t("kit.problem_invalid");
  return t(status === 429 ? "kit.problem_busy" : "kit.problem_server");
}
