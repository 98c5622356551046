import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { focusable, show, speak } from "../testing";
import { AreaMap } from "./AreaMap";
import { density, features, plain, population } from "./AreaMap.examples";
import { mapScene, nameLines, shadeOf } from "./scene";

const de = await speak("de");
const ar = await speak("ar");
const area = (container: Element, key: string) => container.querySelector(`g[data-area="${key}"]`) as Element;

describe("map scene", () => {
  it("knows the county: 50 municipalities and the city in the hole", () => {
    const inside = features.filter(({ properties }) => properties.inside);
    expect(inside).toHaveLength(50);
    expect(inside.reduce((sum, { properties }) => sum + (properties.population ?? 0), 0)).toBe(104_117);
  });

  it("fits every width", () => {
    for (const width of [280, 640, 900]) {
      const scene = mapScene(features, width, null);
      for (const { x, y } of scene.shapes) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(scene.height);
      }
    }
  });

  it("always names the city and never lets names cover each other", () => {
    for (const width of [280, 640]) {
      const { labels } = mapScene(features, width, null);
      expect(labels.filter(({ outside }) => outside).map(({ key }) => key)).toEqual(["07312"]);
      expect(new Set(labels.map(({ key }) => key)).size).toBe(labels.length);
    }
    expect(mapScene(features, 900, null).labels.length).toBeGreaterThan(
      mapScene(features, 280, null).labels.length,
    );
  });

  it("spreads the areas evenly over the classes, the city over none", () => {
    const { shapes } = mapScene(features, 640, ({ properties }) => properties.population);
    for (let index = 0; index < 5; index++) {
      const members = shapes.filter((shape) => shape.class === index);
      expect(members.length).toBeGreaterThanOrEqual(8);
      expect(members.length).toBeLessThanOrEqual(12);
    }
    expect(shapes.find(({ feature }) => !feature.properties.inside)?.class).toBeNull();
  });

  it("shows values below the names of a few areas, in fewer classes", () => {
    const inside = features.filter(({ properties }) => properties.inside);
    const some = [...inside]
      .sort((a, b) => (b.properties.population ?? 0) - (a.properties.population ?? 0))
      .slice(0, 7);
    const value = ({ properties }: (typeof features)[number]) => properties.population;
    const { labels, limits } = mapScene(some, 800, value);
    expect(limits).toHaveLength(2);
    expect(labels.length).toBeGreaterThan(0);
    for (const label of labels) {
      expect(label.value).toBe(
        some.find(({ properties }) => properties.key === label.key)?.properties.population,
      );
    }
    expect(mapScene(some, 320, value).labels.every((label) => label.value === null)).toBe(true);
    expect(mapScene(features, 800, value).labels.every((label) => label.value === null)).toBe(true);
  });

  it("uses the whole scale of colours however few classes there are", () => {
    expect([0, 1, 2].map((index) => shadeOf(index, 3))).toEqual([0, 2, 4]);
    expect([0, 1, 2, 3, 4].map((index) => shadeOf(index, 5))).toEqual([0, 1, 2, 3, 4]);
    expect(shadeOf(0, 1)).toBe(0);
  });

  it("draws borders between parents, or between all areas when there is one parent", () => {
    const flat = features.map((one) => ({ ...one, properties: { ...one.properties, parent: null } }));
    const pieces = (some: typeof features) => mapScene(some, 640, null).borders.split("M").length;
    expect(pieces(flat)).toBeGreaterThan(pieces(features));
  });

  it("breaks long double names after the hyphen", () => {
    expect(nameLines("Bruchmühlbach-Miesau")).toEqual(["Bruchmühlbach-", "Miesau"]);
    expect(nameLines("Linden")).toEqual(["Linden"]);
  });
});

describe("AreaMap", () => {
  it("is one picture with a name and nothing to focus; the list is the way for the keyboard", () => {
    const { getByRole, getByLabelText } = show(<AreaMap {...population} />, de);
    expect(focusable(getByRole("img", { name: population.label }))).toEqual([]);
    const options = [...(getByLabelText("Gebiet auswählen") as HTMLSelectElement).options];
    expect(options).toHaveLength(51);
    const names = options.slice(1).map(({ text }) => text);
    expect(names).toEqual([...names].sort(new Intl.Collator("de").compare));
    expect(names).not.toContain("Kaiserslautern");
  });

  it("chooses in the map and in the list, and lets go again", () => {
    const onSelect = vi.fn();
    const { container, getByLabelText } = show(<AreaMap {...density} onSelect={onSelect} />, de);
    fireEvent.click(area(container, "07335022").firstElementChild as Element);
    expect(onSelect).toHaveBeenLastCalledWith("07335022");
    fireEvent.click(area(container, "07335038"));
    expect(onSelect).toHaveBeenLastCalledWith(null);
    const list = getByLabelText("Gebiet auswählen") as HTMLSelectElement;
    expect(list.value).toBe("07335038");
    fireEvent.change(list, { target: { value: "07335022" } });
    expect(onSelect).toHaveBeenLastCalledWith("07335022");
    fireEvent.change(list, { target: { value: "" } });
    expect(onSelect).toHaveBeenLastCalledWith(null);
  });

  it("draws the city but does not let it be chosen", () => {
    const onSelect = vi.fn();
    const { container } = show(<AreaMap {...population} onSelect={onSelect} />, de);
    const city = container.querySelector(".area-map-outside") as Element;
    fireEvent.click(city);
    expect(onSelect).not.toHaveBeenCalled();
    expect(container.querySelector(".area-map-names")?.textContent).toContain("Kaiserslautern(kreisfrei)");
  });

  it("gives areas that are small on the screen a target of 24 px", () => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(300);
    const { container } = show(<AreaMap {...population} />, de);
    expect(container.querySelector("svg")?.getAttribute("width")).toBe("300");
    const scene = mapScene(features, 300, null);
    const small = scene.shapes.filter((shape) => shape.small && shape.feature.properties.inside);
    const targets = [...container.querySelectorAll("circle.area-map-target")];
    expect(targets).toHaveLength(small.length);
    expect(small.length).toBeGreaterThan(0);
    for (const target of targets) expect(Number(target.getAttribute("r")) * 2).toBeGreaterThanOrEqual(24);
  });

  it("says name and value under the mouse", () => {
    const { container } = show(<AreaMap {...population} />, de);
    fireEvent.pointerEnter(area(container, "07335038"), { pointerType: "mouse" });
    expect(container.querySelector(".readout")?.textContent).toBe("Ramstein-Miesenbach7.473");
    fireEvent.pointerLeave(area(container, "07335038"));
    expect(container.querySelector(".readout")).toBeNull();
  });

  it("has a legend of classes with textures, none without values", () => {
    const legend = show(<AreaMap {...population} />, de).container.querySelector(".area-map-legend");
    expect(legend?.querySelectorAll("li")).toHaveLength(5);
    expect(legend?.querySelectorAll(".area-map-pattern")).toHaveLength(4);
    expect(legend?.textContent).toMatchSnapshot();
    expect(show(<AreaMap {...plain} />, de).container.querySelector(".area-map-legend")).toBeNull();
  });

  it("says which areas have no value", () => {
    const of = (feature: (typeof features)[number]) =>
      feature.properties.key === "07335038" ? null : feature.properties.population;
    const { container } = show(<AreaMap {...population} values={{ label: "n", of }} />, de);
    expect(container.querySelector(".area-map-legend")?.textContent).toContain("keine Angabe");
    expect(area(container, "07335038").querySelector(".area-map-class-none")).not.toBeNull();
  });

  it("is not mirrored in Arabic and carries the credit line", () => {
    const shapes = (i18n: typeof de) =>
      [...show(<AreaMap {...plain} />, i18n).container.querySelectorAll(".area-map-shape")].map((path) =>
        path.getAttribute("d"),
      );
    expect(shapes(ar)).toEqual(shapes(de));
    expect(show(<AreaMap {...plain} />, ar).container.textContent).toContain("GeoBasis-DE / BKG");
  });
});
