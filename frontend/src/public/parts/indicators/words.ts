import type { Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Benchmark, type Cell, drawn, isHidden } from "./cells";

type Kind = Series["kind"];

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

/** Says the value and the day of a baseline or a target; null where nobody has set it. */
export function useAim(
  kind: Kind,
): (aim: Benchmark) => { value: string; date: string; source: string } | null {
  const { t, day } = useI18n();
  const say = useValue(kind);
  return (aim) => {
    if (aim.state === "not_set") return null;
    const value = aim.state === "set" ? say(aim.value) : t("indicator.not_collected");
    return { value, date: day(aim.date), source: aim.source };
  };
}
