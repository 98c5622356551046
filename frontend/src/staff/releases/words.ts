import { useTexts } from "../../i18n/staffTexts";
import { usePeriod } from "../../i18n/usePeriod";
import type { Dimension, DraftCell } from "./types";

/** The code of all groups together. */
export const TOTAL = "_T";

type Number = Pick<DraftCell, "status" | "numerator" | "denominator">;

/** Says where a cell stands and what is in it. `dimensions` are those of its indicator, in their order. */
export function useWords(dimensions: readonly Dimension[]) {
  const { t, number } = useTexts();
  const period = usePeriod();
  const area = ({ area, area_name }: Pick<DraftCell, "area" | "area_name">) =>
    area === "outside" || area === "unknown" ? t(`releases.area_${area}`) : area_name;
  const named = (code: string, place: number) => {
    const label = dimensions[place]?.codes.find((one) => one.code === code)?.label ?? code;
    // "Keine Angabe" is a group of several dimensions: without its dimension nobody could tell which.
    const shared = dimensions.filter(({ codes }) => codes.some((one) => one.code === code)).length > 1;
    return shared
      ? t("releases.group_of", { dimension: dimensions[place]?.label ?? "", group: label })
      : label;
  };
  const group = (dims: string) => {
    const parts = (dims ? dims.split(".") : []).flatMap((code, place) =>
      code === TOTAL ? [] : [named(code, place)],
    );
    return parts.join(", ") || t("releases.everybody");
  };
  const value = ({ status, numerator, denominator }: Number) => {
    if (status === "suppressed") return "•";
    if (numerator === null) return t(`indicator.status_${status as "missing" | "later" | "not_applicable"}`);
    if (denominator === null) return number(numerator);
    return t("indicator.of", { count: number(numerator), total: number(denominator) });
  };
  const cell = (one: Pick<DraftCell, "area" | "area_name" | "period" | "dims">) =>
    [area(one), period(one.period), group(one.dims)].join(" · ");
  return { area, period, group, value, cell };
}
