import type { StaffI18n, StaffKey } from "../../i18n/staffTexts";
import { type OwnWords, wordsFor } from "../forms/faults";
import { saidIn } from "../said";
import { type Cell, codesOf, isNumbered, TOTAL } from "./cells";
import type { Dimension, Entry, Finding, SheetLine } from "./types";

/** What the checks of values find, in words. */
export const FOUND: OwnWords = {
  not_number: "kit.fault_number",
  out_of_range: "values.found_range",
  value_or_gap: "values.found_empty",
  no_denominator: "values.found_no_denominator",
  more_than_all: "values.found_more_than_all",
  parts_exceed_total: "values.found_parts_exceed",
  parts_below_total: "values.found_parts_below",
  one_source: "values.found_source",
  hidden_signs: "kit.fault_other",
  whole_missing: "values.found_whole",
  jump: "values.found_jump",
  fell_back: "values.found_fell_back",
  period_running: "values.found_running",
  reason_missing: "values.found_reason",
  approved: "values.found_approved",
  unknown_cell: "values.found_unknown_cell",
  four_eyes: "values.four_eyes",
  sheet_exists: "values.exists",
  wrong_period_type: "values.found_period_type",
  unknown_period: "values.found_period_type",
  period_ahead: "values.found_period_ahead",
  unknown_area: "values.found_area",
  area_without_values: "values.found_area",
  area_not_then: "values.found_area_then",
  derived_indicator: "values.found_derived",
  nothing_new: "values.nothing_new",
  move_not_allowed: "values.moved_meanwhile",
  withdrawn: "values.found_withdrawn",
  nothing_in_force: "values.moved_meanwhile",
};

/** A finding in words. */
export const findingIn = ({ code }: Pick<Finding, "code">, { t }: StaffI18n) => wordsFor(code, t, FOUND);

/** What a code of a dimension is called. */
export function codeIn(dimension: Dimension | undefined, code: string, { t, lang }: StaffI18n): string {
  if (code === TOTAL) return t("values.total");
  const known = dimension?.codes.find((one) => one.code === code);
  return (known && saidIn(known.label, lang)) || code;
}

/** What a cell is called: "Frauen, Mit Migrationshintergrund"; of the one that is the total of everything just that. */
export function cellIn(dimensions: readonly Dimension[], name: string, i18n: StaffI18n): string {
  const codes = codesOf(name);
  if (codes.every((code) => code === TOTAL)) return i18n.t("values.total");
  return codes.map((code, place) => codeIn(dimensions[place], code, i18n)).join(", ");
}

/** The name of an area; those that are none have words. */
export function areaIn({ area, area_name }: Pick<SheetLine, "area" | "area_name">, { t }: StaffI18n): string {
  return area === "outside" || area === "unknown" ? t(`values.area_${area}`) : area_name;
}

/** Where a value comes from, in words. */
export const sourceIn = (source: string, { t }: StaffI18n) =>
  source === "project" ? t("values.source_project") : source;

type Said = Pick<Entry, "numerator" | "denominator" | "realisation"> & { status: Entry["status"] };

/** A stored value as people read it: "12 von 40 (30 %)", "teilweise", "fehlt". */
export function valueIn({ status, numerator, denominator, realisation }: Said, i18n: StaffI18n): string {
  const { t, number } = i18n;
  const say = t as (key: StaffKey) => string;
  if (numerator === null && realisation === null) return say(`values.status_${status}` as StaffKey);
  const value =
    realisation !== null
      ? say(`values.realisation_${realisation}` as StaffKey)
      : denominator === null
        ? number(numerator ?? 0)
        : t("values.of", { count: number(numerator ?? 0), total: number(denominator) });
  return status === "unreliable" ? `${value} (${t("values.status_unreliable")})` : value;
}

/** A typed cell as people read it, with what belongs to it: for two versions side by side. */
export function typedIn({ status, numerator, denominator, realisation, ...cell }: Cell, i18n: StaffI18n) {
  const { t } = i18n;
  if (!status) return t("values.nothing");
  const say = t as (key: StaffKey) => string;
  const value = realisation ? say(`values.realisation_${realisation}`) : numerator;
  const whole = denominator ? t("values.of", { count: value, total: denominator }) : value;
  return [
    isNumbered(status) ? whole : "",
    status === "value" ? "" : say(`values.status_${status}`),
    cell.evidence && `${t("values.evidence")}: ${cell.evidence}`,
    cell.reason && `${t("values.reason")}: ${cell.reason}`,
  ]
    .filter(Boolean)
    .join("\n");
}
