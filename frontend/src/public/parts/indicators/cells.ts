import type { Indicator, Series } from "../../../api/types";
import type { ChartPoint, ChartSeries } from "../../../ui/LineChart/LineChart";

/** A released value, or a gap that says which one it is. */
export type Cell = Series["items"][number];
/** Where an indicator starts or is to lead; that nobody has said so is a state, never 0. */
export type Benchmark = Indicator["baseline"];

/** The code of all groups together. */
export const TOTAL = "_T";

/** Where an area and a group starts and is to lead. */
export type Aims = Pick<Indicator, "baseline" | "target">;

/** Baseline and target of an area, and of a code where the series is broken down. */
export function aimsOf(
  { benchmarks }: Pick<Series, "benchmarks">,
  area: string,
  by = "",
  code: string = TOTAL,
): Aims {
  const of = (kind: "baseline" | "target"): Benchmark =>
    benchmarks.find((one) => one.kind === kind && one.area === area && (!by || one.codes[by] === code)) ?? {
      state: "not_set",
    };
  return { baseline: of("baseline"), target: of("target") };
}

/** The number a picture can draw: a count, a share, or of how many institutions something is true; null for every gap. */
export function drawn({ value, numerator }: Cell): number | null {
  return typeof value === "number" ? value : value === null ? numerator : null;
}

export function isHidden({ status }: Cell): boolean {
  return status === "suppressed";
}

/** True when some areas or institutions have not reported. */
export function isIncomplete({ counted, expected }: Cell): boolean {
  return counted !== null && expected !== null && counted < expected;
}

function point(cell: Cell): ChartPoint {
  return {
    date: cell.end,
    value: drawn(cell),
    suppressed: isHidden(cell),
    complete: !isIncomplete(cell),
  };
}

/** The cells of one area and group in the order of time, cut where source, basis or borders change. */
export function stretches(cells: readonly Cell[], breaks: Series["breaks"]): Cell[][] {
  const ordered = [...cells].sort((a, b) => a.end.localeCompare(b.end));
  const cut = new Set(breaks.map(({ area, period }) => `${area} ${period}`));
  const found: Cell[][] = [];
  for (const cell of ordered) {
    const before = found.at(-1)?.at(-1);
    const other = before && (before.source !== cell.source || before.basis !== cell.basis);
    if (!before || other || (cut.has(`${cell.area} ${cell.period}`) && before.period !== cell.period))
      found.push([cell]);
    else found.at(-1)?.push(cell);
  }
  return found;
}

/** Lines of a picture, one per stretch; `name` is called with the cell a later stretch begins with. */
export function lines(
  cells: readonly Cell[],
  breaks: Series["breaks"],
  name: (since: Cell | null) => string,
): ChartSeries[] {
  return stretches(cells, breaks).map((stretch, index) => ({
    name: name(index === 0 ? null : (stretch[0] ?? null)),
    points: stretch.map(point),
  }));
}

/** The newest cell: the one that ends last. */
export function newest(cells: readonly Cell[]): Cell | undefined {
  return cells.reduce<Cell | undefined>(
    (best, cell) => (best && best.end >= cell.end ? best : cell),
    undefined,
  );
}

/** The periods that occur, newest first. */
export function periodsOf(cells: readonly Cell[]): string[] {
  const ends = new Map(cells.map(({ period, end }) => [period, end]));
  return [...ends].sort(([, a], [, b]) => b.localeCompare(a)).map(([period]) => period);
}

/** The areas of a series; of those that share a name (a Verbandsgemeinde before and after a merger) each says its periods. */
export function namedAreas({ areas, items }: Series, say: (period: string) => string): Series["areas"] {
  return areas.map(({ key, name }) => {
    if (areas.filter((one) => one.name === name).length === 1) return { key, name };
    const own = periodsOf(items.filter(({ area }) => area === key));
    const ends = [...new Set([own.at(-1), own[0]])].filter((code) => code !== undefined);
    return { key, name: `${name} (${ends.map(say).join(" – ")})` };
  });
}
