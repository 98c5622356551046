import type { AreaMapData } from "../../api/types";
import type { AreaFeature } from "../../ui/AreaMap/mapGeometry";

/** The areas of a map. The API describes a geometry only as an object; that it is a polygon or several is GeoJSON's promise. */
export function mapFeatures(data: AreaMapData): AreaFeature[] {
  return data.features as unknown as AreaFeature[];
}
