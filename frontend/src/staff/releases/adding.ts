import type { ReleasedCell } from "./types";
import { TOTAL } from "./words";

type Cell = Pick<ReleasedCell, "id" | "area" | "dims" | "period" | "source" | "basis" | "numerator">;

/** Whether a period lies in a year; a year lies in none. */
const isWithin = (period: string, year: string) => period !== year && period.startsWith(`${year}-`);
const isYear = (period: string) => /^\d{4}$/.test(period);

function isPartOf(part: string, whole: string, place: number): boolean {
  const [parts, codes] = [part.split("."), whole.split(".")];
  return codes[place] === TOTAL && parts.every((code, at) => (at === place) !== (code === codes[at]));
}

/**
 * The sums that cells stand in, each a total and its parts: groups of a trait, areas of the county, shorter periods of a
 * year. `county` is the area all others lie in.
 */
export function sumsOf<C extends Cell>(cells: readonly C[], county: string): C[][] {
  const sums = cells.flatMap((whole) => {
    const same = cells.filter(({ source, basis }) => source === whole.source && basis === whole.basis);
    const here = same.filter(({ area, period }) => area === whole.area && period === whole.period);
    const groups = whole.dims
      .split(".")
      .map((_, place) => here.filter((part) => isPartOf(part.dims, whole.dims, place)));
    const areas =
      whole.area === county
        ? same.filter(
            ({ area, dims, period }) => area !== county && dims === whole.dims && period === whole.period,
          )
        : [];
    const times = isYear(whole.period)
      ? same.filter(
          ({ area, dims, period }) =>
            area === whole.area && dims === whole.dims && isWithin(period, whole.period),
        )
      : [];
    return [...groups, areas, times].filter((parts) => parts.length > 0).map((parts) => [whole, ...parts]);
  });
  return sums;
}

/**
 * The sums that still give a chosen cell away: everything else in them is shown, or is known to be nobody. Partners are
 * what can be chosen besides, the smallest first.
 */
export function giveaways<C extends Cell>(
  sums: readonly C[][],
  isChosen: (cell: C) => boolean,
  isShown: (cell: C) => boolean,
): { cell: C; partners: C[] }[] {
  const seen = new Set<string>();
  return sums.flatMap((sum) =>
    sum.filter(isChosen).flatMap((cell) => {
      const others = sum.filter((one) => one !== cell);
      if (others.some((one) => !isShown(one) || (isChosen(one) && one.numerator !== 0))) return [];
      const partners = others
        .filter((one) => one.numerator !== 0)
        .sort((a, b) => (a.numerator ?? 0) - (b.numerator ?? 0));
      const name = [cell.id, ...others.map(({ id }) => id).sort()].join(" ");
      if (seen.has(name) || partners.length === 0) return [];
      seen.add(name);
      return [{ cell, partners }];
    }),
  );
}
