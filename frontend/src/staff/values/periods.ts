import type { StaffI18n } from "../../i18n/staffTexts";
import { shortDay } from "../days";
import type { Indicator } from "./types";

const MONTHS = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;
type Regular = keyof typeof MONTHS;
export type PeriodType = Indicator["period"];

const isRegular = (type: PeriodType): type is Regular => type in MONTHS;
/** Whether a period of this kind is named by a day. */
export const isDay = (type: PeriodType) => type === "day" || type === "wave";

/** The code of a day or a survey on a day. */
export const codeOfDay = (type: PeriodType, day: string) => (type === "wave" ? `W${day}` : day);

function codeOf(type: Regular, year: number, number: number): string {
  if (type === "year") return String(year);
  if (type === "month") return `${year}-${String(number).padStart(2, "0")}`;
  return `${year}-${type === "quarter" ? "Q" : "H"}${number}`;
}

/** The periods of a kind that have begun since the project did, newest first. Days and surveys have none: one names the day. */
export function begun(type: PeriodType, start: string, today: string): string[] {
  if (type === "project") return ["PT"];
  if (type === "project_year") {
    const years = Number(today.slice(0, 4)) - Number(start.slice(0, 4));
    const last = today.slice(5) < start.slice(5) ? years : years + 1;
    return Array.from({ length: Math.max(1, Math.min(3, last)) }, (_, at) => `PY${at + 1}`).reverse();
  }
  if (!isRegular(type)) return [];
  const length = MONTHS[type];
  const placeOf = (day: string) =>
    Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / length);
  const [first, last] = [placeOf(start), placeOf(today)];
  const each = 12 / length;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => last - at).map((place) =>
    codeOf(type, Math.floor(place / each), (place % each) + 1),
  );
}

/** Which kinds of periods values of an indicator may be about; its own comes first. */
export function typesOf({ period, publish, time_rule }: Indicator): PeriodType[] {
  const asOf: PeriodType[] = time_rule === "last" ? ["day"] : [];
  return [...new Set<PeriodType>([period, ...Object.values(publish), ...asOf])];
}

/** "2. Quartal 2026" of a code such as `2026-Q2`. */
export function periodIn(code: string, i18n: StaffI18n): string {
  const { t } = i18n;
  const [, year = "", half = "", number = ""] = /^(\d{4})-([QH])(\d)$/.exec(code) ?? [];
  if (year)
    return t(half === "Q" ? "values.period_quarter" : "values.period_half_year", {
      number,
      year,
    });
  if (code === "PT") return t("values.period_project");
  if (code.startsWith("PY")) return t("values.period_project_year", { number: code.slice(2) });
  if (code.startsWith("W")) return t("values.period_wave", { date: shortDay(code.slice(1), i18n) });
  if (/^\d{4}-\d{2}-\d{2}$/.test(code)) return t("values.period_day", { date: shortDay(code, i18n) });
  if (/^\d{4}-\d{2}$/.test(code)) return i18n.month(`${code}-01`);
  return code;
}
