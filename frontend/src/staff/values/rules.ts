import type { StaffI18n } from "../../i18n/staffTexts";
import type { Definition } from "./definitionWords";

type Rule = "kind" | "period" | "time_rule" | "area_rule" | "threshold" | "denominator";

/** What is part of the profile of the county, by the words of the indicator page. */
export const ruleLabels = ({ t }: StaffI18n): Record<Rule, string> => ({
  kind: t("indicator.kind"),
  period: t("indicator.frequency"),
  time_rule: t("indicator.over_time"),
  area_rule: t("indicator.over_areas"),
  threshold: t("indicator.protection"),
  denominator: t("indicator.denominator"),
});

export const rulesOf = ({ kind, period, time_rule, area_rule, threshold, denominator }: Definition) => ({
  kind,
  period,
  time_rule,
  area_rule,
  threshold,
  denominator,
});

const FAMILIES: Partial<Record<string, string>> = {
  kind: "indicator.kind_",
  period: "period.",
  time_rule: "indicator.time_",
  area_rule: "indicator.area_",
  denominator: "indicator.denominator_",
};

/** The value of a rule in words; nothing of one that does not hold. */
export function ruleIn(name: string, value: unknown, { t }: StaffI18n): string {
  if (name === "threshold")
    return value
      ? t("indicator.protection_person", { threshold: Number(value) })
      : t("indicator.protection_none");
  if (!value) return "";
  const words = (t as (key: string) => string)(`${FAMILIES[name]}${value}`);
  return words.startsWith(String(FAMILIES[name])) ? String(value) : words;
}
