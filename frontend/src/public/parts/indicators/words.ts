import type { Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Cell, drawn, isHidden } from "./cells";

type Kind = Series["kind"];

const FORMS = {
  quarter: /^(\d{4})-Q(\d)$/,
  half_year: /^(\d{4})-H(\d)$/,
} as const;

/** Says a period: `2016-Q3` → "3. Quartal 2016". */
export function usePeriod(): (code: string) => string {
  const { t, day, month } = useI18n();
  return (code) => {
    for (const kind of ["quarter", "half_year"] as const) {
      const [, year, number] = FORMS[kind].exec(code) ?? [];
      if (year && number) return t(`indicator.period_${kind}`, { number, year });
    }
    if (code === "PT") return t("indicator.period_project");
    if (code.startsWith("PY")) return t("indicator.period_project_year", { number: code.slice(2) });
    if (code.startsWith("W")) return t("indicator.period_wave", { date: day(code.slice(1)) });
    if (/^\d{4}-\d{2}-\d{2}$/.test(code)) return day(code);
    return /^\d{4}-\d{2}$/.test(code) ? month(`${code}-01`) : code;
  };
}

/** How many decimals a kind of indicator has: shares one, numbers none. */
export const digitsOf = (kind: Kind) => (kind === "share" ? 1 : 0);

/** Says a bare value of a kind: a number, a share, or how far something is realised. */
export function useValue(kind: Kind): (value: number | string) => string {
  const { t, number, percent } = useI18n();
  return (value) => {
    if (typeof value === "number") return kind === "share" ? percent(value) : number(value);
    return t(`indicator.realisation_${value as "no" | "partly" | "yes" | "unknown"}`);
  };
}

/** Says what stands in a cell; a gap says which one it is, and is never 0. */
export function useCell(kind: Kind): (cell: Cell) => string {
  const { t, number } = useI18n();
  const value = useValue(kind);
  return (cell) => {
    if (isHidden(cell)) return "•";
    if (cell.status === "missing" || cell.status === "later" || cell.status === "not_applicable")
      return t(`indicator.status_${cell.status}`);
    if (cell.value !== null) return value(cell.value);
    const count = drawn(cell);
    if (count === null) return t("indicator.status_missing");
    return cell.denominator === null
      ? number(count)
      : t("indicator.of", { count: number(count), total: number(cell.denominator) });
  };
}
