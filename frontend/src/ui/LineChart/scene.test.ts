import { describe, expect, it } from "vitest";
import { textWidth } from "../geometry";
import { county, gaps, indicator } from "./LineChart.examples";
import { type ChartWords, chartScene, nearestMarks } from "./scene";

const words: ChartWords = {
  number: (value) => value.toLocaleString("de"),
  pair: (name, value) => `${name}: ${value}`,
  derived: "errechnet",
  when: (date) => date,
};
const pieces = (path: string | undefined) => (path ?? "").split("M").length - 1;

describe("time axis", () => {
  const times = (days: string[], direction: "ltr" | "rtl" = "ltr") => {
    const points = days.map((date) => ({ date, value: 1 }));
    return chartScene({ series: [{ name: "n", points }] }, 400, direction, words).times;
  };

  it("names years, or its ends where no year begins, each on the side that has room", () => {
    expect(times(["2015-06-30", "2017-06-30"]).map(({ text }) => text)).toEqual(["2016", "2017"]);
    const ends = ["2016-03-31", "2016-09-30"];
    expect(times(ends).map(({ text, side }) => [text, side])).toEqual([
      ["2016-03-31", "right"],
      ["2016-09-30", "left"],
    ]);
    expect(times(ends, "rtl").map(({ side }) => side)).toEqual(["left", "right"]);
    expect(times(["2016-03-31"]).map(({ side }) => side)).toEqual(["middle"]);
  });
});

describe("lines", () => {
  it("joins neighbouring years, and dots where a year is missing", () => {
    const [first, second] = chartScene(county, 800, "ltr", words).series;
    expect([pieces(first?.line), pieces(first?.bridge)]).toEqual([2, 2]);
    expect([pieces(second?.line), pieces(second?.bridge)]).toEqual([0, 1]);
  });

  it("breaks where a value is missing: nothing is drawn across", () => {
    const [series] = chartScene(gaps, 800, "ltr", words).series;
    expect([pieces(series?.line), pieces(series?.bridge)]).toEqual([2, 0]);
    expect(series?.marks).toHaveLength(4);
    expect(series?.marks.filter(({ hollow }) => hollow)).toHaveLength(1);
  });

  it("breaks at a suppressed value and remembers where", () => {
    const [series] = chartScene(indicator, 800, "ltr", words).series;
    expect(pieces(series?.line)).toBe(2);
    expect(series?.suppressed).toHaveLength(1);
    expect(series?.suppressed[0]).toBeGreaterThan(series?.marks[1]?.x ?? 0);
    expect(series?.suppressed[0]).toBeLessThan(series?.marks[2]?.x ?? 0);
  });

  it("never joins a derived point", () => {
    const scene = chartScene(county, 800, "ltr", words);
    const x = String(scene.derived[0]?.x);
    expect(scene.derived).toHaveLength(1);
    for (const { line, bridge } of scene.series) expect(line + bridge).not.toContain(`${x},`);
  });
});

describe("frame", () => {
  it("holds every mark and label at every width, in both directions", () => {
    for (const data of [county, gaps, indicator]) {
      for (const width of [280, 390, 640, 1200]) {
        for (const direction of ["ltr", "rtl"] as const) {
          const { plot, series, derived, labels } = chartScene(data, width, direction, words);
          for (const { x, y } of [...series.flatMap(({ marks }) => marks), ...derived]) {
            expect(x).toBeGreaterThanOrEqual(plot.left);
            expect(x).toBeLessThanOrEqual(plot.right);
            expect(y).toBeGreaterThanOrEqual(plot.top);
            expect(y).toBeLessThanOrEqual(plot.bottom);
          }
          for (const { text, x, anchor } of labels) {
            const size = textWidth(text, 14);
            const toRight = (anchor === "start") === (direction === "ltr");
            const left = anchor === "middle" ? x - size / 2 : toRight ? x : x - size;
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left + size).toBeLessThanOrEqual(width);
          }
        }
      }
    }
  });

  it("mirrors time, not values", () => {
    const ltr = chartScene(county, 800, "ltr", words);
    const rtl = chartScene(county, 800, "rtl", words);
    const marks = (scene: typeof ltr) => scene.series[0]?.marks ?? [];
    expect(marks(ltr).map(({ x }) => x)).toEqual([...marks(ltr).map(({ x }) => x)].sort((a, b) => a - b));
    expect(marks(rtl).map(({ x }) => x)).toEqual([...marks(rtl).map(({ x }) => x)].sort((a, b) => b - a));
    expect(marks(rtl).map(({ y }) => y)).toEqual(marks(ltr).map(({ y }) => y));
  });

  it("counts baseline and target into the value axis", () => {
    const { axis } = chartScene(indicator, 800, "ltr", words);
    expect(axis.domain[0]).toBe(0);
    expect(axis.domain[1]).toBeGreaterThanOrEqual(50);
  });
});

describe("labels", () => {
  it("names each series at its last value and says what is derived", () => {
    const texts = chartScene(county, 1200, "ltr", words).labels.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        "Zensus 2011: 108.540",
        "Zensus 2022: 106.343",
        "errechnet: 110.142",
        "104.117",
      ]),
    );
  });
});

describe("pointer", () => {
  it("finds the nearest date with the value of every series that has one", () => {
    const scene = chartScene(county, 800, "ltr", words);
    const [found] = nearestMarks(scene, 0);
    expect(found).toMatchObject({ series: null, mark: { date: "1998-12-31", value: 110_142 } });
    const last = nearestMarks(scene, 800);
    expect(last).toEqual([expect.objectContaining({ series: 1 })]);
  });

  it("finds nothing in an empty picture", () => {
    const scene = chartScene(
      { series: [{ name: "leer", points: [{ date: "2015-12-31", value: null }] }] },
      400,
      "ltr",
      words,
    );
    expect(nearestMarks(scene, 10)).toEqual([]);
    expect(scene.labels).toEqual([]);
    expect(chartScene({ series: [] }, 400, "ltr", words)).toMatchObject({ times: [], labels: [] });
  });
});
