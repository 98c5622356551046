import table from "../../../../api/profiles/kaiserslautern/areas.csv?raw";
import borders from "../../../../api/profiles/kaiserslautern/municipalities.geojson?raw";
import type { AreaMapProps } from "./AreaMap";
import type { AreaFeature, AreaGeometry, Ring } from "./mapGeometry";

interface Row {
  key: string;
  parent: string;
  population: number;
  km2: number;
}

/** Today's municipalities of the county; fields up to the population at the end of 2013 hold no comma of their own. */
function municipalities(): Map<string, Row> {
  const rows = table
    .split("\n")
    .map((line) => line.replace(/"[^"]*"/g, (quoted) => quoted.replaceAll(",", ";")).split(","));
  const current = rows.filter(([key, , , , , , , until]) => key?.length === 8 && until === "");
  const vgKeys = new Map(
    rows
      .filter(([key, , , , , , , until]) => key?.length === 9 && until === "")
      .map(([key = "", name = ""]) => [name, key]),
  );
  return new Map(
    current.map((cells) => {
      const key = cells[0] ?? "";
      const parent = vgKeys.get(cells[4] ?? "") ?? "";
      return [key, { key, parent, km2: Number(cells[9]), population: Number(cells[10]) }];
    }),
  );
}

interface Source {
  features: { geometry: AreaGeometry; properties: { ags: string; name: string; inside: boolean } }[];
  attribution: string;
}

/** The middle of an area's largest ring, weighted by area: a place for its name. */
function labelOf({ type, coordinates }: AreaGeometry): [number, number] {
  const rings = (
    type === "Polygon" ? [coordinates[0]] : (coordinates as Ring[][]).map(([ring]) => ring)
  ) as Ring[];
  const ring = rings.sort((a, b) => b.length - a.length)[0] ?? [];
  let [area, x, y] = [0, 0, 0];
  for (let index = 1; index < ring.length; index++) {
    const [[x0, y0], [x1, y1]] = [ring[index - 1] ?? [0, 0], ring[index] ?? [0, 0]];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return [x / (3 * area), y / (3 * area)];
}

const source = JSON.parse(borders) as Source;
const rows = municipalities();

/** The 50 municipalities and the city in the hole, as `/areas.geojson` delivers them; populations of 2013-12-31. */
export const features: AreaFeature[] = source.features.map(
  ({ geometry, properties: { ags, name, inside } }) => ({
    type: "Feature",
    geometry,
    properties: {
      key: ags,
      name,
      kind: inside ? "municipality" : "city",
      inside,
      parent: rows.get(ags)?.parent ?? null,
      label: labelOf(geometry),
      population: inside ? (rows.get(ags)?.population ?? null) : null,
    },
  }),
);

const common = { features, attribution: source.attribution, selected: null, onSelect: () => undefined };

export const population: AreaMapProps = {
  ...common,
  label: "Karte: Einwohnerinnen und Einwohner je Gemeinde am 31. Dezember 2013",
  values: { label: "Einwohnerinnen und Einwohner", of: ({ properties }) => properties.population },
};

export const density: AreaMapProps = {
  ...common,
  label: "Karte: Einwohnerinnen und Einwohner je Quadratkilometer am 31. Dezember 2013",
  selected: "07335038",
  values: {
    label: "Menschen je Quadratkilometer",
    of: ({ properties: { key, population: people } }) => {
      const row = rows.get(key);
      return row && people !== null ? people / row.km2 : null;
    },
  },
};

/** Borders only. */
export const plain: AreaMapProps = { ...common, label: "Karte: die Gemeinden im Landkreis" };
