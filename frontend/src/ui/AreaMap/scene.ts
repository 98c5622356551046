import { placeLabels, textWidth } from "../geometry";
import {
  type AreaFeature,
  areaPath,
  borderPath,
  classLimits,
  classOf,
  extentOf,
  fitProjection,
} from "./mapGeometry";

const CLASSES = 5;
const TEXT = 13;
const LINE = 16;
/** Smaller areas than this get a larger invisible target. */
const TARGET = 24;

export interface Shape {
  feature: AreaFeature;
  d: string;
  /** Class of the value, or null without a value or without classes. */
  class: number | null;
  /** Where its name stands and what a pointer may aim at. */
  x: number;
  y: number;
  small: boolean;
}
export interface MapLabel {
  key: string;
  lines: string[];
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

function labels(shapes: readonly Shape[], extents: readonly { width: number }[]): MapLabel[] {
  const wanted = shapes.map(({ feature, x, y }, index) => {
    const lines = nameLines(feature.properties.name);
    const width = Math.max(...lines.map((line) => textWidth(line, TEXT)));
    const room = (extents[index]?.width ?? 0) / width;
    const { key, inside, population } = feature.properties;
    return {
      key,
      lines,
      x,
      y,
      width: width + 6,
      height: lines.length * LINE + 4,
      outside: !inside,
      room,
      rank: population ?? room,
    };
  });
  const ranked = wanted
    .filter(({ room, outside }) => outside || room > 0.8)
    .sort((a, b) => Number(b.outside) - Number(a.outside) || b.rank - a.rank);
  return placeLabels(ranked).map(({ key, lines, x, y, outside }) => ({ key, lines, x, y, outside }));
}

/** Everything the map draws, in CSS pixels for a picture of `width`. `valueFor` null: no classes. */
export function mapScene(
  features: readonly AreaFeature[],
  width: number,
  valueFor: ((feature: AreaFeature) => number | null) | null,
): MapScene {
  const { project, height } = fitProjection(features, width, 6);
  const inside = features.filter(({ properties }) => properties.inside);
  const values = valueFor ? inside.map(valueFor).filter((value) => value !== null) : [];
  const limits = classLimits(values, CLASSES);
  const extents = features.map(({ geometry }) => extentOf(geometry, project));
  const shapes = features.map((feature, index): Shape => {
    const extent = extents[index];
    const [x, y] = feature.properties.label ? project(feature.properties.label) : (extent?.middle ?? [0, 0]);
    const value = feature.properties.inside ? (valueFor?.(feature) ?? null) : null;
    return {
      feature,
      d: areaPath(feature.geometry, project),
      class: value === null ? null : classOf(value, limits),
      x,
      y,
      small: Math.min(extent?.width ?? 0, extent?.height ?? 0) < TARGET,
    };
  });
  return {
    width,
    height,
    shapes,
    borders: borderPath(inside, ({ properties }) => properties.parent ?? properties.key, project),
    outline: borderPath(inside, () => "inside", project),
    limits,
    labels: labels(shapes, extents),
  };
}
