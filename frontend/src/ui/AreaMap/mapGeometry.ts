/** A ring of [longitude, latitude] pairs in degrees; first and last pair are the same. */
export type Ring = [number, number][];
/** GeoJSON as the API types it; what `coordinates` holds follows from `type`. */
export interface AreaGeometry {
  type: "Polygon" | "MultiPolygon";
  coordinates: unknown[];
}

/** One area of `/areas.geojson`, as far as the map reads it. */
export interface AreaFeature {
  type: "Feature";
  geometry: AreaGeometry;
  properties: {
    key: string;
    name: string;
    kind: string;
    inside: boolean;
    parent: string | null;
    label: [number, number] | null;
    population: number | null;
  };
}

/** Turns a [longitude, latitude] pair into SVG coordinates. */
export type Projection = (lonLat: readonly [number, number]) => [number, number];

/** All rings of an area, holes included. */
function ringsOf({ type, coordinates }: AreaGeometry): Ring[] {
  return type === "Polygon" ? (coordinates as Ring[]) : (coordinates as Ring[][]).flat();
}

/**
 * An equirectangular projection that fits `features` into `width` pixels with a margin of `pad`.
 * East-west distances shrink by the cosine of the middle latitude; over a county the error stays below 0.3 %.
 */
export function fitProjection(
  features: readonly AreaFeature[],
  width: number,
  pad = 0,
): { project: Projection; height: number } {
  const points = features.flatMap(({ geometry }) => ringsOf(geometry).flat());
  const [west, south, east, north] = points.reduce(
    ([w, s, e, n], [lon, lat]) => [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)],
    [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number],
  );
  if (!points.length || east <= west) return { project: () => [width / 2, width / 2], height: width };
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const perDegree = (width - 2 * pad) / ((east - west) * squeeze);
  return {
    project: ([lon, lat]) => [pad + (lon - west) * squeeze * perDegree, pad + (north - lat) * perDegree],
    height: Math.ceil((north - south) * perDegree + 2 * pad),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The `d` attribute of an area: one closed subpath per ring, to be filled by the even-odd rule. */
export function areaPath(geometry: AreaGeometry, project: Projection): string {
  return ringsOf(geometry)
    .map(
      (ring) =>
        `M${ring
          .slice(0, -1)
          .map((point) => project(point).map(round).join(","))
          .join("L")}Z`,
    )
    .join("");
}

/**
 * The lines at which areas of different groups meet, as a `d` attribute: borders of Verbandsgemeinden, or (with one group for
 * all inside) the outline of the county. Needs neighbours that share their vertices, which topology-preserving data do.
 */
export function borderPath(
  features: readonly AreaFeature[],
  groupOf: (feature: AreaFeature) => string,
  project: Projection,
): string {
  const edges = new Map<string, { from: [number, number]; to: [number, number]; groups: string[] }>();
  for (const feature of features) {
    for (const ring of ringsOf(feature.geometry)) {
      for (let index = 1; index < ring.length; index++) {
        const [from, to] = [ring[index - 1], ring[index]];
        if (!from || !to) continue;
        const name = [from.join(), to.join()].sort().join(" ");
        const edge = edges.get(name) ?? { from, to, groups: [] };
        edge.groups.push(groupOf(feature));
        edges.set(name, edge);
      }
    }
  }
  const lines = [...edges.values()].filter(({ groups }) => groups.length === 1 || groups[0] !== groups[1]);
  return lines.map(({ from, to }) => `M${project(from).map(round)}L${project(to).map(round)}`).join("");
}

/** Width and height of an area on the screen, in pixels, and the middle of that box. */
export function extentOf(
  geometry: AreaGeometry,
  project: Projection,
): { width: number; height: number; middle: [number, number] } {
  const points = ringsOf(geometry).flat().map(project);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { width: right - left, height: bottom - top, middle: [(left + right) / 2, (top + bottom) / 2] };
}

/**
 * Upper limits of up to `count` classes with about the same number of areas in each, rounded to two digits.
 * The last class has no limit. Values of one kind need no class: then the answer is empty.
 */
export function classLimits(values: readonly number[], count: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const limits = new Set<number>();
  for (let part = 1; part < count; part++) {
    const value = sorted[Math.floor((part * sorted.length) / count)];
    if (value === undefined || value <= 0) continue;
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
    limits.add(Math.round(value / unit) * unit);
  }
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return [...limits].filter((limit) => limit > low && limit <= high);
}

/** The class (0 …) a value falls into: below the first limit 0, at or above it 1, and so on. */
export function classOf(value: number, limits: readonly number[]): number {
  const index = limits.findIndex((limit) => value < limit);
  return index < 0 ? limits.length : index;
}
