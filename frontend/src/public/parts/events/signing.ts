import type { Problem } from "../../../api/client";
import type { Question } from "../../../api/types";
import type { I18n, MessageKey } from "../../../i18n/i18n";

/** What somebody enters; an answer of a question is a text, a code, or "yes" or "no". */
export interface Person {
  name: string;
  email: string;
  phone: string;
  language: string;
  party: string;
  answers: Record<string, string>;
}

/** What is wrong, by the name of the field; "" for what belongs to none. */
export type Faults = Record<string, string>;
type T = I18n["t"];

/** The same patterns as the server's. */
const MAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const PHONE = /^[+\d]([\s()/.-]*\d){4,}[\s()/.-]*$/;

/** What is sent of a person, as the API takes it. */
export function bodyOf({ name, email, phone, language, party, answers }: Person, questions: Question[]) {
  const given = questions
    .map(({ key, kind }) => [key, kind, answers[key]?.trim() ?? ""] as const)
    .filter(([, , value]) => value !== "")
    .map(([key, kind, value]) => [key, kind === "yes_no" ? value === "yes" : value]);
  return {
    name: name.trim(),
    email: email.trim() || null,
    phone: phone.trim() || null,
    language,
    party: Number(party),
    answers: Object.fromEntries(given) as Record<string, unknown>,
  };
}

/** What can be said before asking the server. */
export function faultsIn(person: Person, questions: Question[], t: T): Faults {
  const { name, email, phone, answers } = person;
  const found: Faults = {};
  if (!name.trim()) found.name = t("signup.fault_name");
  if (!email.trim() && !phone.trim()) found.email = t("signup.fault_contact");
  else if (email.trim() && !MAIL.test(email.trim())) found.email = t("signup.fault_email");
  if (phone.trim() && !PHONE.test(phone.trim())) found.phone = t("signup.fault_phone");
  for (const { key, required } of questions)
    if (required && !answers[key]?.trim()) found[`answers.${key}`] = t("signup.fault_missing");
  return found;
}

const FIELDS: Record<string, MessageKey> = {
  name: "signup.fault_name",
  email: "signup.fault_email",
  phone: "signup.fault_phone",
};
const CODES: Record<string, MessageKey> = {
  no_contact: "signup.fault_contact",
  on_certificate: "signup.fault_on_certificate",
  party_too_large: "signup.fault_party",
};
const REFUSALS: Record<string, MessageKey> = {
  already_registered: "signup.problem_already",
  not_taking_place: "signup.problem_closed",
  not_open_yet: "signup.problem_closed",
  closed: "signup.problem_closed",
  ended: "signup.problem_closed",
  no_offer: "signup.mine_offer_over",
};

/** What the server refused, in words. */
export function refused({ status, type, errors = [] }: Problem, translate: T): Faults {
  const t = translate as (key: MessageKey) => string;
  if (status === 0) return { "": t("signup.problem_network") };
  if (status === 429) return { "": t("signup.problem_busy") };
  if (type === "/problems/event-full") return { "": t("signup.problem_full") };
  if (status === 409) return { "": t(REFUSALS[errors[0]?.code ?? ""] ?? "signup.problem_closed") };
  if (status !== 422 || errors.length === 0) return { "": t("signup.problem_server") };
  return Object.fromEntries(
    errors.map(({ pointer, code }) => {
      const name = pointer.slice(1).replaceAll("/", ".");
      const key = CODES[code] ?? FIELDS[name] ?? "signup.fault_other";
      return [name, t(key)];
    }),
  );
}

/** The same for a change: who has a seat already is told that it stays. */
export function refusedChange(problem: Problem, t: T): Faults {
  return problem.type === "/problems/event-full" ? { party: t("signup.party_full") } : refused(problem, t);
}

/** What goes out, once or again: a wish, the seats kept for it when it went out first, and its key. */
export interface Attempt {
  wish: string;
  hold: string | null;
  key: string;
}

/** The same wish as before goes out as it was: seats that were kept meanwhile make no other wish of it. */
export function attempt(before: Attempt | null, wish: string, hold: string | null): Attempt {
  return before?.wish === wish ? before : { wish, hold, key: crypto.randomUUID() };
}
