import { useTexts } from "../../i18n/staffTexts";
import { useList } from "../api/useList";
import { type Me, useSigned } from "../session/session";
import type { Area, Indicator } from "./types";

/** Roles that bring values only of the indicators they are responsible for. */
const BOUND = ["trainer", "mentoring_coordinator"];

/** Whether one of the person's roles brings values of an indicator. */
export function brings({ roles }: Me, { derived, responsible }: Indicator): boolean {
  return !derived && roles.some(({ role }) => !BOUND.includes(role) || role === responsible);
}

/** Whether values of an indicator may be about an area. */
function fits({ dimensions, area_rule, person }: Indicator, { kind }: Area): boolean {
  if (!dimensions.includes("area") || area_rule === "county_only") return kind === "county";
  return kind === "county" || kind === "verbandsgemeinde" || (kind === "municipality" && !person);
}

const ORDER = ["county", "verbandsgemeinde", "municipality"];

/** The areas the person may bring values of an indicator for, the larger ones first. */
export function areasFor({ roles }: Me, indicator: Indicator, areas: readonly Area[]): Area[] {
  const everywhere = roles.some(({ role, area }) => role !== "area_staff" || area === null);
  const own = roles.flatMap(({ role, area }) => (role === "area_staff" && area ? [area.key] : []));
  return areas
    .filter((area) => fits(indicator, area))
    .filter(({ key, parent }) => everywhere || own.includes(key) || (parent !== null && own.includes(parent)))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.name.localeCompare(b.name, "de"));
}

/** Every indicator and area, and who asks. */
export function useChoices() {
  const { lang } = useTexts();
  const { me } = useSigned();
  const indicators = useList("/indicators", { query: { lang } }).items;
  const areas = useList("/areas", {}).items;
  return { me, indicators, areas };
}
