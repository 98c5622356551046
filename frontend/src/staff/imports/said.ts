import type { StaffI18n, StaffKey } from "../../i18n/staffTexts";
import type { Said } from "./types";

/** What would stand in a cell, as people read it: "12 von 40", "teilweise umgesetzt", "fehlt". */
export function valueIn({ status, numerator, denominator, realisation }: Said, i18n: StaffI18n): string {
  const say = i18n.t as (key: StaffKey) => string;
  if (realisation !== null) return say(`indicator.realisation_${realisation}`);
  if (numerator === null) return say(`indicator.status_${status}` as StaffKey);
  const count = i18n.number(numerator);
  const value =
    denominator === null ? count : i18n.t("imports.of", { count, total: i18n.number(denominator) });
  return status === "unreliable" ? `${value} (${say("indicator.status_unreliable")})` : value;
}

/** The codes of a cell: "f · yes"; of the total of everything just that. */
export function cellIn(dims: string, { t }: StaffI18n): string {
  const codes = dims.split(".").filter((code) => code !== "_T" && code !== "");
  return codes.length > 0 ? codes.join(" · ") : t("imports.total");
}
