import { describe, expect, it } from "vitest";
import type { MeasureDetail } from "../../../api/types";
import { show, speak } from "../../../ui/testing";
import { HandOver } from "./HandOver";
import { Logbook } from "./Logbook";
import { Milestones } from "./Milestones";
import { Phases } from "./Phases";
import { State } from "./State";

const [de, ar] = await Promise.all([speak("de"), speak("ar")]);
const text = (words: string) => ({ text: words, lang: "de", state: "original" as const });
const phase = {
  title: text("Recherche"),
  first_quarter: 1,
  last_quarter: 2,
  planned_start: "2015-07-01",
  planned_end: "2015-12-31",
  assumed: true,
  actual_start: null,
  actual_end: null,
  start_slip_days: null,
  end_slip_days: null,
};
const measure = {
  number: 4,
  status: "not_reported",
  status_reason: null,
  progress: { value: null, done: 0, total: 5 },
  planned_start: "2015-07-01",
  planned_end: "2018-06-30",
  actual_start: null,
  actual_end: null,
  phases: [phase],
  milestones: [],
  logbook: [],
  hand_over: { successor: null, from: null, state: "not_named" },
} as unknown as MeasureDetail;

describe("a measure", () => {
  it("explains its status and never shows 0 % for what nobody reported", () => {
    const { container } = show(<State measure={measure} />, de);
    expect(container.textContent).toContain("nicht berichtet");
    expect(container.textContent).toContain("Das heißt nicht, dass nichts geschehen ist");
    expect(container.textContent).not.toContain("0 %");
    expect(container.textContent).toContain("Geplant: 1. Juli 2015 bis 30. Juni 2018");
  });

  it("gives the reason of a status somebody set", () => {
    const stopped = { ...measure, status: "stopped" as const, status_reason: text("Kein Geld") };
    expect(show(<State measure={stopped} />, de).container.textContent).toContain("Kein Geld");
  });

  it("says who goes on, or that the proposal names nobody", () => {
    expect(
      show(<HandOver measure={measure} />, de).getByText("Im Projektantrag ist niemand genannt."),
    ).toBeTruthy();
    const named = {
      ...measure,
      hand_over: { successor: text("Kreisvolkshochschule"), from: "2018-07-01", state: "agreed" as const },
    };
    const { container } = show(<HandOver measure={named} />, de);
    expect(container.textContent).toContain("Kreisvolkshochschule");
    expect(container.textContent).toContain("vereinbart · ab 1. Juli 2018");
  });

  it("tells planned and actual time of its phases, the slip, and what is assumed", () => {
    const view = (more: Partial<typeof phase> | object) =>
      show(<Phases measure={{ ...measure, phases: [{ ...phase, ...more }] }} />, de).container.textContent ??
      "";
    expect(view({})).toContain("Quartal 1 bis 2");
    expect(view({ last_quarter: 1 })).toContain("Quartal 1Juli");
    expect(view({})).toContain("kein Beginn gemeldet");
    expect(view({})).toContain("Alle geplanten Zeiten sind Annahmen");
    expect(view({ assumed: false })).not.toContain("Annahmen");
    const started = { actual_start: "2015-07-13", start_slip_days: 12 };
    expect(view(started)).toContain("12 Tage später");
    expect(view({ ...started, actual_end: "2015-12-30", end_slip_days: -1 })).toContain("1 Tag früher");
    expect(view({ ...started, start_slip_days: 0 })).toContain("wie geplant");
  });

  it("shows milestones with due day, day reached and proof", () => {
    const milestone = {
      code: "m",
      title: text("IST-Analyse"),
      due: "2015-12-31",
      assumed: true,
      done_on: null,
      slip_days: null,
      evidence: null,
      evidence_url: null,
    };
    const view = (more: object) =>
      show(<Milestones measure={{ ...measure, milestones: [{ ...milestone, ...more }] }} />, de).container
        .textContent;
    expect(view({})).toContain("fällig am 31. Dezember 2015 (Termin angenommen)");
    expect(view({ done_on: "2016-01-13", evidence: text("Bericht") })).toContain(
      "erreicht am 13. Januar 2016",
    );
    expect(view({ evidence: text("Bericht") })).toContain("Nachweis: Bericht");
  });

  it("tells the newest entry of the logbook first", () => {
    const logbook = [
      { day: "2016-01-01", text: { ...text("alt"), html: "<p>alt</p>" } },
      { day: "2017-01-01", text: { ...text("neu"), html: "<p><strong>neu</strong></p>" } },
    ];
    const { container } = show(<Logbook measure={{ ...measure, logbook }} />, de);
    expect([...container.querySelectorAll("time")].map((time) => time.dateTime)).toEqual([
      "2017-01-01",
      "2016-01-01",
    ]);
    expect(container.querySelector("strong")?.textContent).toBe("neu");
    expect(show(<Logbook measure={measure} />, de).container.textContent).toContain("Noch keine");
  });

  it("marks German texts in Arabic", () => {
    const { container } = show(<Phases measure={measure} />, ar);
    expect(container.querySelector('[lang="de"][dir="ltr"]')?.textContent).toBe("Recherche");
  });
});
