import { describe, expect, it } from "vitest";
import { dayNumber } from "../geometry";
import { type Milestone, milestoneMarks, type Phase, phaseBars, place, spanOf } from "./bars";
import { ended, running } from "./Gantt.examples";

const span = [dayNumber("2015-01-01"), dayNumber("2015-01-01") + 1000] as const;
const today = span[0] + 500;
const phase = {
  ...running.strands[0]?.phases[3],
  planned_start: "2015-01-01",
  planned_end: "2015-04-10",
} as Phase;
const at = (days: number) => new Date((span[0] + days) * 86_400_000).toISOString().slice(0, 10);

describe("phases", () => {
  it("count their last day", () => {
    expect(phaseBars(phase, span, today, "ltr").planned).toEqual({ x: 0, width: 10 });
    const day = phaseBars({ ...phase, planned_end: phase.planned_start }, span, today, "ltr").planned;
    expect(day.width).toBeGreaterThan(0);
  });

  it("draw nothing actual, and no slip, until a beginning is reported", () => {
    expect(phaseBars(phase, span, today, "ltr")).toMatchObject({ actual: null, late: null, open: false });
  });

  it("run until today while no end is reported, and are late past the planned end", () => {
    const bars = phaseBars({ ...phase, actual_start: at(50) }, span, today, "ltr");
    expect(bars).toMatchObject({ open: true, actual: { x: 5, width: 45 }, late: { x: 10, width: 40 } });
  });

  it("are not late when they ended in time", () => {
    const bars = phaseBars({ ...phase, actual_start: at(0), actual_end: at(99) }, span, today, "ltr");
    expect(bars).toMatchObject({ open: false, late: null, actual: { x: 0, width: 10 } });
  });

  it("do not run backwards when they begin after today", () => {
    expect(phaseBars({ ...phase, actual_start: at(600) }, span, today, "ltr").actual?.width).toBe(0);
  });

  it("are mirrored from right to left", () => {
    expect(phaseBars(phase, span, today, "rtl").planned).toEqual({ x: 90, width: 10 });
    expect(place(span[0], span, "rtl")).toBe(100);
  });
});

describe("milestones", () => {
  const milestone = { ...running.strands[2]?.milestones[0], due: at(100), done_on: null } as Milestone;

  it("show due and done, and a slip only when done later", () => {
    expect(milestoneMarks(milestone, span, "ltr")).toEqual({ due: 10, done: null, late: null });
    expect(milestoneMarks({ ...milestone, done_on: at(150) }, span, "ltr")).toEqual({
      due: 10,
      done: 15,
      late: { x: 10, width: 5 },
    });
    expect(milestoneMarks({ ...milestone, done_on: at(80) }, span, "ltr").late).toBeNull();
  });
});

describe("span", () => {
  it("holds the plan and what was reported outside of it", () => {
    const [from, to] = spanOf(ended.start, ended.end, ended.strands);
    expect(from).toBeLessThan(dayNumber(ended.start));
    expect(to).toBeGreaterThan(dayNumber(ended.end));
    const late = running.strands.map((strand) => ({
      ...strand,
      phases: strand.phases.map((one) => ({ ...one, actual_start: "2015-01-01", actual_end: "2019-12-31" })),
    }));
    const [early, later] = spanOf(running.start, running.end, late);
    expect(early).toBeLessThan(dayNumber("2015-01-01"));
    expect(later).toBeGreaterThan(dayNumber("2019-12-31"));
  });
});
