import { fireEvent } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { focusable, show, speak } from "../testing";
import { Gantt } from "./Gantt";
import { ended, running } from "./Gantt.examples";
import { GanttTable, ganttRows } from "./GanttTable";

const de = await speak("de");
const ar = await speak("ar");
const LANES = running.strands.reduce(
  (sum, { phases, milestones }) => sum + phases.length + milestones.length,
  0,
);

describe("Gantt", () => {
  it("looks as agreed", () => {
    expect(show(<Gantt {...running} />, de).container).toMatchSnapshot();
    expect(show(<Gantt {...ended} />, de).container).toMatchSnapshot();
  });

  it("has a row per phase and milestone, whose name tells plan, report and slip", () => {
    const { getAllByRole } = show(<Gantt {...running} />, de);
    const rows = getAllByRole("button");
    expect(rows).toHaveLength(LANES);
    expect(rows[0]?.textContent).toBe(
      "Recherche und gute Beispiele. Geplant: 1. Juli 2015 bis 31. Dezember 2015. Termin angenommen. " +
        "Tatsächlich: 1. Juli 2015 bis 11. Februar 2016. Beginn: wie geplant. Ende: 42 Tage später42 Tage später",
    );
    expect(rows[3]?.textContent).toContain("kein Beginn gemeldet");
  });

  it("keeps pictures out of reach of keyboard and screen reader", () => {
    const { container } = show(<Gantt {...running} />, de);
    for (const picture of container.querySelectorAll("svg")) {
      expect(picture.closest("[aria-hidden=true]")).not.toBeNull();
      expect(focusable(picture)).toEqual([]);
    }
  });

  it("is walked with arrows, Home and End, and stays inside", () => {
    const rows = show(<Gantt {...running} />, de).getAllByRole("button");
    const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
    rows[0]?.focus();
    press("ArrowDown");
    expect(document.activeElement).toBe(rows[1]);
    press("ArrowUp");
    press("ArrowUp");
    expect(document.activeElement).toBe(rows[0]);
    press("End");
    expect(document.activeElement).toBe(rows.at(-1));
    press("ArrowDown");
    expect(document.activeElement).toBe(rows.at(-1));
    press("Home");
    expect(document.activeElement).toBe(rows[0]);
  });

  it("leaves other keys and the links of the strands alone", () => {
    const { getAllByRole } = show(<Gantt {...running} />, de);
    const link = getAllByRole("link")[0] as HTMLElement;
    link.focus();
    expect(fireEvent.keyDown(link, { key: "ArrowDown" })).toBe(true);
    expect(document.activeElement).toBe(link);
    expect(link.getAttribute("href")).toBe("/de/massnahmen/1");
  });

  it("tells the dates of a row when it is pressed", () => {
    const { getAllByRole } = show(<Gantt {...running} />, de);
    const row = getAllByRole("button")[0] as HTMLElement;
    const words = document.getElementById(row.getAttribute("aria-controls") ?? "");
    expect(words?.hidden).toBe(true);
    fireEvent.click(row);
    expect(row.getAttribute("aria-expanded")).toBe("true");
    expect(words?.hidden).toBe(false);
    expect(words?.textContent).toContain("Ende: 42 Tage später");
  });

  it("marks assumed dates by shape and in the legend", () => {
    const { container } = show(<Gantt {...running} />, de);
    const planned = [...container.querySelectorAll(".gantt-lanes .gantt-planned")];
    expect(planned.filter((bar) => bar.getAttribute("data-assumed") === "true")).toHaveLength(6);
    expect(planned.filter((bar) => bar.getAttribute("data-assumed") === "false")).toHaveLength(1);
    expect(container.querySelector(".gantt-legend")?.textContent).toContain("Termin angenommen");
  });

  it("draws planned and actual time in different shapes", () => {
    const { container } = show(<Gantt {...running} />, de);
    const [planned, actual] = ["planned", "actual"].map((kind) =>
      container.querySelector(`.gantt-lanes rect.gantt-${kind}`),
    );
    expect(planned?.getAttribute("fill")).toMatch(/^url\(#/);
    expect(Number(actual?.getAttribute("height"))).toBeLessThan(Number(planned?.getAttribute("height")));
  });

  it("has a line for today only while today is in the picture; afterwards it says so", () => {
    expect(show(<Gantt {...running} />, de).container.querySelectorAll(".gantt-today")).toHaveLength(3);
    const { container } = show(<Gantt {...ended} />, de);
    expect(container.querySelector(".gantt-today, .gantt-late")).toBeNull();
    expect(container.textContent).toContain("Heute liegt nach dem Ende dieses Zeitplans.");
  });

  it("runs from right to left in Arabic", () => {
    const today = (i18n: typeof de) =>
      Number.parseFloat(
        show(<Gantt {...running} />, i18n)
          .container.querySelector(".gantt-today")
          ?.getAttribute("x1") ?? "",
      );
    expect(today(ar)).toBeCloseTo(100 - today(de));
  });
});

describe("GanttTable", () => {
  it("holds the same rows, with – for what is not reported", () => {
    expect(ganttRows(running.strands)).toHaveLength(LANES);
    const { container } = show(<GanttTable caption="Zeitplan" strands={running.strands} />, de);
    expect(container.querySelectorAll("tbody tr")).toHaveLength(LANES);
    const cells = [...container.querySelectorAll("tbody tr:nth-child(4) > *")].map(
      (cell) => cell.textContent,
    );
    expect(cells).toEqual([
      "Begleitung der Umsetzung",
      "Interkulturelle Öffnung und Ausrichtung von Vereinen",
      "1. Juli 2016",
      "30. Juni 2018",
      "angenommen",
      "–keine Angabe",
      "–keine Angabe",
      "–keine Angabe",
    ]);
  });
});
