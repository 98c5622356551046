import { anchorFor, type Direction, placeLabels, textWidth } from "../geometry";
import type { ChartWords, Label, Mark, Scene } from "./scene";

/** Size of the text and height of its line in CSS pixels. */
const TEXT = 14;
const LINE = 18;
/** How far a label keeps from the middle of its mark. */
const RADIUS = 5;
/** A first value nearer to the last one than this is not labelled. */
const NEAR = 120;

type Unlabelled = Omit<Scene, "labels">;
interface Wish {
  text: string;
  mark: Mark;
  above: boolean;
  series: number | null;
  strong: boolean;
}

/** The side of its mark a label lies on: centred where there is room, else towards the middle of the plot. */
function sideOf({ x }: Mark, width: number, { left, right }: Scene["plot"]) {
  if (x - width / 2 >= left && x + width / 2 <= right)
    return { side: "middle", from: x - width / 2, at: x } as const;
  if (x + width <= right) return { side: "right", from: x - RADIUS, at: x - RADIUS } as const;
  return { side: "left", from: x - width + RADIUS, at: x + RADIUS } as const;
}

/** A label beside a mark, above or below everything drawn within its width; `x` is the middle of its box. */
function labelAt({ text, mark, above, ...rest }: Wish, scene: Unlabelled, direction: Direction) {
  const width = textWidth(text, TEXT);
  const { side, from, at } = sideOf(mark, width, scene.plot);
  const all = [...scene.series.flatMap(({ marks }) => marks), ...scene.derived];
  const near = all.filter(({ x }) => x >= from - RADIUS && x <= from + width + RADIUS).map(({ y }) => y);
  const y = above ? Math.min(mark.y, ...near) - RADIUS - 7 : Math.max(mark.y, ...near) + RADIUS + 15;
  return {
    ...rest,
    text,
    y,
    at,
    x: from + width / 2,
    width,
    height: LINE,
    anchor: anchorFor(side, direction),
  };
}

/** What the picture wants to say, most important first: last values with the series' names, derived points, first values. */
function wishes({ series, derived }: Unlabelled, { pair, number, derived: name }: ChartWords): Wish[] {
  const ends = series.flatMap((one, index) => {
    const [first, last] = [one.marks[0], one.marks.at(-1)];
    return first && last ? [{ name: one.name, series: index, first, last }] : [];
  });
  const lowest = Math.max(...ends.map(({ last }) => last.y));
  const above = (mark: Mark) => ends.length === 1 || mark.y < lowest;
  return [
    ...ends.map((one) => ({
      text: pair(one.name, number(one.last.value)),
      mark: one.last,
      above: above(one.last),
      series: one.series,
      strong: true,
    })),
    ...derived.map((mark) => ({
      text: pair(name, number(mark.value)),
      mark,
      above: true,
      series: null,
      strong: true,
    })),
    ...ends
      .filter(({ first, last }) => Math.abs(first.x - last.x) > NEAR)
      .map(({ first, series: own }) => ({
        text: number(first.value),
        mark: first,
        above: false,
        series: own,
        strong: false,
      })),
  ];
}

/** The labels that fit: none covers another, none leaves the plot. */
export function sceneLabels(scene: Unlabelled, words: ChartWords, direction: Direction): Label[] {
  const { top, bottom } = scene.plot;
  const wanted = wishes(scene, words).map((wish) => labelAt(wish, scene, direction));
  return placeLabels(wanted)
    .filter(({ y }) => y > top - LINE && y < bottom)
    .map(({ text, at, y, anchor, series, strong }) => ({ text, x: at, y, anchor, series, strong }));
}
