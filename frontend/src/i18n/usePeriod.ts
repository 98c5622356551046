import { useI18n } from "./i18n";

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
