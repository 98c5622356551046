import type { StaffI18n } from "../../i18n/staffTexts";
import { isTexts } from "./same";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Any value of a document as people read it: for conflicts and the history. Codes stay codes unless `names` knows them. */
export function inWords(value: unknown, i18n: StaffI18n, names: Record<string, string> = {}): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return i18n.t(value ? "kit.yes" : "kit.no");
  if (typeof value === "number") return i18n.number(value, Number.isInteger(value) ? 0 : 1);
  if (typeof value === "string") return names[value] ?? (DAY.test(value) ? i18n.day(value) : value);
  if (isTexts(value)) return value.map(({ lang, text }) => `${lang}: ${text}`).join("\n");
  if (Array.isArray(value)) return value.map((one) => inWords(one, i18n, names)).join(", ");
  return Object.entries(value)
    .map(([name, one]) => `${names[name] ?? name}: ${inWords(one, i18n, names)}`)
    .join(", ");
}
