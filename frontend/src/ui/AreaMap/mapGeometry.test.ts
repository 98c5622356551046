import { describe, expect, it } from "vitest";
import {
  type AreaFeature,
  areaPath,
  borderPath,
  classLimits,
  classOf,
  extentOf,
  fitProjection,
} from "./mapGeometry";

/** A square of `size` degrees whose south-west corner is given. */
function square(key: string, lon: number, lat: number, size: number, parent = "a"): AreaFeature {
  const corner = (dx: number, dy: number): [number, number] => [lon + dx * size, lat + dy * size];
  return {
    type: "Feature",
    geometry: {
      type: "Polygon",
      coordinates: [[corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)]],
    },
    properties: {
      key,
      name: key,
      kind: "municipality",
      inside: true,
      parent,
      label: [lon, lat],
      population: null,
    },
  };
}

const west = square("west", 7, 49, 1);
const east = square("east", 8, 49, 1, "b");

describe("projection", () => {
  it("fills the width and keeps proportions at the middle latitude", () => {
    const { project, height } = fitProjection([west, east], 400, 10);
    expect(project([7, 50])).toEqual([10, 10]);
    expect(project([9, 50])[0]).toBeCloseTo(390);
    const squeeze = Math.cos((49.5 * Math.PI) / 180);
    expect(height).toBe(Math.ceil(190 / squeeze + 20));
  });

  it("has north at the top", () => {
    const { project } = fitProjection([west], 100);
    expect(project([7, 50])[1]).toBeLessThan(project([7, 49])[1]);
  });

  it("does not break on nothing", () => {
    expect(fitProjection([], 300).height).toBe(300);
  });
});

describe("paths", () => {
  const { project } = fitProjection([west, east], 200);

  it("closes one subpath per ring", () => {
    expect(areaPath(west.geometry, project)).toMatch(/^M[\d.,L]+Z$/);
    const both = {
      type: "MultiPolygon" as const,
      coordinates: [west.geometry.coordinates, east.geometry.coordinates],
    };
    expect(areaPath(both, project).split("Z")).toHaveLength(3);
  });

  it("draws an outline without the shared edge, and a border only there", () => {
    const outline = borderPath([west, east], () => "county", project);
    expect(outline.split("M")).toHaveLength(1 + 6);
    const borders = borderPath([west, east], (feature) => feature.properties.parent ?? "", project);
    expect(borders.split("M")).toHaveLength(1 + 7);
  });

  it("knows how large an area is on the screen", () => {
    expect(extentOf(west.geometry, project).width).toBeCloseTo(100);
    expect(extentOf(west.geometry, project).middle[0]).toBeCloseTo(50);
  });
});

describe("classes", () => {
  it("splits into about equal parts at round numbers", () => {
    const values = [270, 430, 600, 800, 1_130, 1_460, 2_400, 3_900, 8_300, 10_300];
    const limits = classLimits(values, 4);
    expect(limits).toEqual([600, 1_500, 3_900]);
    expect(values.map((value) => classOf(value, limits))).toEqual([0, 0, 1, 1, 1, 1, 2, 3, 3, 3]);
  });

  it("needs no class where everything is equal, and none for nothing", () => {
    expect(classLimits([5, 5, 5], 4)).toEqual([]);
    expect(classLimits([], 4)).toEqual([]);
    expect(classOf(5, [])).toBe(0);
  });
});
