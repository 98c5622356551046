import type { StaffI18n, StaffKey } from "../../i18n/staffTexts";

/** Kinds of objects that people change, in no order. */
export const TYPES = [
  "account",
  "api_token",
  "contact",
  "deputy",
  "installation",
  "letter_template",
  "logbook_entry",
  "measure",
  "organisation",
  "outreach",
  "outreach_log",
  "passkey",
  "role_grant",
  "step",
  "working_group",
  "working_group_decision",
  "working_group_member",
  "working_group_task",
] as const;

/** The words for a code; the code itself when we have none. */
function wordOf(key: string, code: string, t: StaffI18n["t"]): string {
  const words = (t as (key: StaffKey) => string)(key as StaffKey);
  return words === key ? code : words;
}

/** The name of what was done. */
export const actionName = (action: string, t: StaffI18n["t"]) =>
  wordOf(`system.action_${action.replaceAll("-", "_")}`, action, t);

/** The name of a kind of object. */
export const typeName = (type: string, t: StaffI18n["t"]) => wordOf(`system.type_${type}`, type, t);

/** Who acted when it was no person, or one who was erased. */
export function actorName(actor: string, t: StaffI18n["t"]): string {
  if (actor === "system:profile") return t("system.actor_profile");
  return actor.startsWith("system:") ? t("system.actor_system") : actor;
}
