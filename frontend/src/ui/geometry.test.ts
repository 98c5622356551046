import { describe, expect, it } from "vitest";
import {
  anchorFor,
  dayNumber,
  isoDate,
  linear,
  percentOf,
  placeLabels,
  timeScale,
  valueAxis,
  yearTicks,
} from "./geometry";

describe("days", () => {
  it("counts calendar days and comes back", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayNumber("2016-03-01") - dayNumber("2016-02-28")).toBe(2);
    expect(isoDate(dayNumber("2013-12-31"))).toBe("2013-12-31");
  });

  it.each(["2016-02-30", "2016-13-01", "31.12.2013", "", "2016-1-1"])("refuses %j", (text) => {
    expect(() => dayNumber(text)).toThrow(RangeError);
  });
});

describe("scales", () => {
  it("maps the ends of the domain to the ends of the range", () => {
    const scale = linear([10, 20], [0, 100]);
    expect([scale(10), scale(15), scale(20)]).toEqual([0, 50, 100]);
  });

  it("puts a single value in the middle", () => {
    expect(linear([5, 5], [0, 100])(5)).toBe(50);
  });

  it("mirrors time for right-to-left pages", () => {
    expect(timeScale([0, 10], [40, 300], "ltr")(0)).toBe(40);
    expect(timeScale([0, 10], [40, 300], "rtl")(0)).toBe(300);
    expect(timeScale([0, 10], [40, 300], "rtl")(10)).toBe(40);
  });
});

describe("value axis", () => {
  it("holds every value between round ends and admits that it does not start at zero", () => {
    const axis = valueAxis([104_117, 110_142, 106_343]);
    expect(axis.domain[0]).toBeLessThan(104_117);
    expect(axis.domain[1]).toBeGreaterThan(110_142);
    expect(axis.fromZero).toBe(false);
    for (const tick of axis.ticks) expect(tick % 500).toBe(0);
  });

  it("starts at zero where zero is near, and never below it for counts", () => {
    expect(valueAxis([2, 40, 33])).toMatchObject({ fromZero: true });
    expect(valueAxis([0, 0.2])).toMatchObject({ fromZero: true });
  });

  it("keeps negative values", () => {
    expect(valueAxis([-5.5, 0.9]).domain[0]).toBeLessThanOrEqual(-5.5);
  });

  it("survives one value and none", () => {
    expect(valueAxis([7]).domain[1]).toBeGreaterThan(7);
    expect(valueAxis([]).domain[1]).toBeGreaterThan(valueAxis([]).domain[0]);
  });
});

describe("year ticks", () => {
  const from = dayNumber("1998-12-31");
  const to = dayNumber("2024-12-31");

  it("thins out on narrow screens", () => {
    expect(yearTicks(from, to, 260).map((tick) => tick.year)).toEqual([2000, 2010, 2020]);
    expect(yearTicks(from, to, 900)).toHaveLength(13);
  });

  it("stays inside the span", () => {
    for (const { day } of yearTicks(from, to, 600)) {
      expect(day).toBeGreaterThanOrEqual(from);
      expect(day).toBeLessThanOrEqual(to);
    }
  });
});

describe("labels", () => {
  it("drops those that would cover an earlier one", () => {
    const box = { width: 60, height: 16 };
    const kept = placeLabels([
      { x: 100, y: 100, ...box },
      { x: 130, y: 105, ...box },
      { x: 100, y: 120, ...box },
    ]);
    expect(kept.map(({ y }) => y)).toEqual([100, 120]);
  });

  it("turns sides into anchors for both directions", () => {
    expect(anchorFor("right", "ltr")).toBe("start");
    expect(anchorFor("right", "rtl")).toBe("end");
    expect(anchorFor("left", "rtl")).toBe("start");
    expect(anchorFor("middle", "rtl")).toBe("middle");
  });
});

describe("percent of a span", () => {
  it("is bounded", () => {
    expect(percentOf(5, [0, 10])).toBe(50);
    expect(percentOf(-5, [0, 10])).toBe(0);
    expect(percentOf(50, [0, 10])).toBe(100);
    expect(percentOf(5, [3, 3])).toBe(0);
  });
});
