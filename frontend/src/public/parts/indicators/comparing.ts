import type { Series } from "../../../api/types";
import { type Cell, drawn, isHidden } from "./cells";

/** Two cells side by side. */
export interface Pair {
  first: Cell | undefined;
  second: Cell | undefined;
}

/** Why two cells have no difference: one of them is not shown or not there, or something changed between them. */
export type Obstacle = "hidden" | "broken" | null;

type Breaks = Series["breaks"];

/** True when source, census or borders of an area change between two cells of it. */
function isBroken(first: Cell, second: Cell, breaks: Breaks, cells: readonly Cell[]): boolean {
  if (first.source !== second.source || first.basis !== second.basis) return true;
  const [from, to] = [first.end, second.end].sort() as [string, string];
  const ends = new Map(cells.map(({ period, end }) => [period, end]));
  return breaks.some(({ area, period }) => {
    const end = ends.get(period) ?? "";
    return area === first.area && area === second.area && end > from && end <= to;
  });
}

/** What stands against telling a difference. */
export function obstacle({ first, second }: Pair, breaks: Breaks, cells: readonly Cell[]): Obstacle {
  if (!first || !second || drawn(first) === null || drawn(second) === null) return "hidden";
  return isBroken(first, second, breaks, cells) ? "broken" : null;
}

/** Second less first, of what is shown (so to one decimal); null where there is none to tell. */
export function difference(pair: Pair, breaks: Breaks, cells: readonly Cell[]): number | null {
  if (obstacle(pair, breaks, cells)) return null;
  const [first, second] = [pair.first && drawn(pair.first), pair.second && drawn(pair.second)];
  return typeof first === "number" && typeof second === "number"
    ? Math.round((second - first) * 10) / 10
    : null;
}

/** The cell of an area in a period; of several the one of the newest territory. */
export function cellOf(cells: readonly Cell[], area: string, period: string): Cell | undefined {
  return cells
    .filter((cell) => cell.area === area && cell.period === period)
    .sort((a, b) => b.territory_date.localeCompare(a.territory_date))[0];
}

/** True when a pair holds something to look at: a value, or one that is not shown. */
export function isTold({ first, second }: Pair): boolean {
  return [first, second].every((cell) => cell !== undefined && (isHidden(cell) || drawn(cell) !== null));
}
