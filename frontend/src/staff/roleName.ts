import type { StaffI18n, StaffKey } from "../i18n/staffTexts";

export const ROLES = [
  "admin",
  "project_manager",
  "editor",
  "area_staff",
  "trainer",
  "mentoring_coordinator",
  "box_officer",
  "council_member",
  "author",
  "evaluator",
] as const;
type Role = (typeof ROLES)[number];

/** The name of a role; its code when we have none. */
export function roleName(role: string, t: StaffI18n["t"]): string {
  return ROLES.includes(role as Role) ? t(`team.role_${role as Role}`) : role;
}

/** What a permission allows, from its code; the code itself when we have no words. */
export function permissionName(code: string, t: StaffI18n["t"]): string {
  const key = `team.may_${code.replace(".", "_")}`;
  const words = (t as (key: StaffKey) => string)(key as StaffKey);
  return words === key ? code : words;
}
