import { placeLabels, textWidth } from "../geometry";
import {
  type AreaFeature,
  areaPath,
  borderPath,
  classLimits,
  classOf,
  extentOf,
  fitProjection,
  type Projection,
} from "./mapGeometry";

/** At most so many classes, and at least so many areas in each. */
const CLASSES = 5;
const MEMBERS = 2;
/** Up to so many areas, on a picture at least so wide, carry their value below their name. */
const FEW = 12;
const WIDE = 480;
const TEXT = 13;
const LINE = 16;
/** Smaller areas than this get a larger invisible target. */
const TARGET = 24;

export interface Shape {
  feature: AreaFeature;
  d: string;
  /** The value of an area inside, and its class; null without a value. */
  value: number | null;
  class: number | null;
  /** The step of the colour scale of its class, 0 … 4. */
  shade: number | null;
  /** Where its name stands and what a pointer may aim at. */
  x: number;
  y: number;
  /** Its width on the screen in pixels, and whether it is too small to aim at. */
  across: number;
  small: boolean;
}
export interface MapLabel {
  key: string;
  lines: string[];
  /** Shown below the name where there is room for it. */
  value: number | null;
  x: number;
  y: number;
  outside: boolean;
}
export interface MapScene {
  width: number;
  height: number;
  shapes: Shape[];
  /** Borders between areas of different parents, and the outline of all areas that are inside. */
  borders: string;
  outline: string;
  limits: number[];
  labels: MapLabel[];
}

/** Long double names stand on two lines: "Bruchmühlbach-", "Miesau". */
export function nameLines(name: string): string[] {
  return name.length > 10 ? name.split(/(?<=-)|\s(?=\p{Lu}{2,}|\()/u) : [name];
}

/** The step of the five-step colour scale for a class, so that few classes are far apart too. */
export function shadeOf(index: number, classes: number): number {
  return classes < 2 ? 0 : Math.round((index * (CLASSES - 1)) / (classes - 1));
}

/** The names there is room for, kept inside the picture: the city first, then by number of people. */
function labels(shapes: readonly Shape[], room: number, withValues: boolean): MapLabel[] {
  const wanted = shapes.map(({ feature: { properties }, x, y, across, value }) => {
    const lines = nameLines(properties.name);
    const width = Math.max(...lines.map((line) => textWidth(line, TEXT)));
    const half = Math.min(room, width) / 2;
    const shown = withValues ? value : null;
    const rank = properties.inside ? (properties.population ?? across) : Number.POSITIVE_INFINITY;
    const height = (lines.length + (shown === null && properties.inside ? 0 : 1)) * LINE + 4;
    const fits = !properties.inside || across > width * 0.8;
    return {
      key: properties.key,
      lines,
      value: shown,
      x: Math.min(Math.max(x, half), room - half),
      y,
      outside: !properties.inside,
      width: width + 6,
      height,
      rank,
      fits,
    };
  });
  const ranked = wanted.filter(({ fits }) => fits).sort((a, b) => b.rank - a.rank);
  return placeLabels(ranked).map(({ key, lines, value, x, y, outside }) => ({
    key,
    lines,
    value,
    x,
    y,
    outside,
  }));
}

type ValueFor = ((feature: AreaFeature) => number | null) | null;

function shapesOf(
  features: readonly AreaFeature[],
  project: Projection,
  valueFor: ValueFor,
  limits: number[],
): Shape[] {
  return features.map((feature) => {
    const { geometry, properties } = feature;
    const { width, height, middle } = extentOf(geometry, project);
    const [x, y] = properties.label ? project(properties.label) : middle;
    const value = properties.inside ? (valueFor?.(feature) ?? null) : null;
    return {
      feature,
      d: areaPath(geometry, project),
      value,
      class: value === null ? null : classOf(value, limits),
      shade: value === null ? null : shadeOf(classOf(value, limits), limits.length + 1),
      x,
      y,
      across: width,
      small: Math.min(width, height) < TARGET,
    };
  });
}

/** Everything the map draws, in CSS pixels for a picture of `width`. `valueFor` null: no classes. */
export function mapScene(features: readonly AreaFeature[], width: number, valueFor: ValueFor): MapScene {
  const { project, height } = fitProjection(features, width, 6);
  const inside = features.filter(({ properties }) => properties.inside);
  const values = valueFor ? inside.map(valueFor).filter((value) => value !== null) : [];
  const limits = classLimits(values, Math.min(CLASSES, Math.floor(values.length / MEMBERS)));
  const shapes = shapesOf(features, project, valueFor, limits);
  const parents = new Set(inside.map(({ properties }) => properties.parent));
  return {
    width,
    height,
    shapes,
    borders: borderPath(
      inside,
      ({ properties: { parent, key } }) => (parents.size > 1 && parent) || key,
      project,
    ),
    outline: borderPath(inside, () => "inside", project),
    limits,
    labels: labels(shapes, width, inside.length <= FEW && width >= WIDE),
  };
}
