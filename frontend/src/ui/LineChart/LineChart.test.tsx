import { fireEvent } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { focusable, show, speak } from "../testing";
import { LineChart } from "./LineChart";
import { county, gaps, indicator } from "./LineChart.examples";

const de = await speak("de");

describe("LineChart", () => {
  it.each(Object.entries({ county, gaps, indicator }))("looks as agreed: %s", (_, example) => {
    expect(show(<LineChart {...example} />, de).container).toMatchSnapshot();
  });

  it("is one picture with a name and nothing to focus", () => {
    const picture = show(<LineChart {...county} />, de).getByRole("img", { name: county.label });
    expect(focusable(picture)).toEqual([]);
  });

  it("gives each series a shape of its own, not only a colour", () => {
    const { container } = show(<LineChart {...county} />, de);
    const shapes = [...container.querySelectorAll("[role=img] .line-chart-series")].map((group) =>
      group.querySelector(".line-chart-mark")?.getAttribute("d"),
    );
    expect(new Set(shapes).size).toBe(2);
  });

  it("says that the axis does not start at zero, and only then", () => {
    expect(show(<LineChart {...county} />, de).container.textContent).toContain(
      "Achse beginnt bei 102.000, nicht bei 0",
    );
    expect(show(<LineChart {...indicator} />, de).container.textContent).not.toContain("Achse beginnt");
  });

  it("explains only the signs it uses", () => {
    const legend = (example: typeof county) =>
      show(<LineChart {...example} />, de).container.querySelector(".line-chart-legend")?.textContent;
    expect(legend(county)).toContain("errechneter Wert");
    expect(legend(county)).not.toContain("unvollständig");
    expect(legend(gaps)).toContain("Summe unvollständig");
    expect(legend(indicator)).toContain("um einzelne Personen zu schützen");
    expect(legend(indicator)).not.toContain("errechneter Wert");
  });

  it("draws baseline and target band only when given", () => {
    expect(show(<LineChart {...indicator} />, de).container.textContent).toContain("Ziel 40 bis 50");
    expect(
      show(<LineChart {...county} />, de).container.querySelector(".line-chart-target, .line-chart-baseline"),
    ).toBeNull();
  });

  it("draws a target of one value as a line, which a band without height would not show", () => {
    const one = { ...indicator, target: { from: 45, to: 45, label: "Ziel 45" } };
    const { container } = show(<LineChart {...one} />, de);
    expect(container.querySelector(".line-chart-target line")).not.toBeNull();
    expect(container.querySelector(".line-chart-target rect")).toBeNull();
  });

  it("names the period a point stands for, where it stands for one", () => {
    const { getByRole, container } = show(<LineChart {...indicator} when={(date) => `bis ${date}`} />, de);
    fireEvent(getByRole("img"), new PointerEvent("pointermove", { bubbles: true }));
    expect(container.querySelector(".readout")?.textContent).toContain("bis 2015-09-30");
  });

  it("tells the value under the pointer, and stops when it leaves", () => {
    const { getByRole, container } = show(<LineChart {...county} />, de);
    const picture = getByRole("img");
    fireEvent(picture, new PointerEvent("pointermove", { bubbles: true }));
    expect(container.querySelector(".readout")?.textContent).toContain("31. Dezember 1998");
    expect(container.querySelector(".readout")?.textContent).toContain("errechneter Wert: 110.142");
    fireEvent.pointerLeave(picture);
    expect(container.querySelector(".readout")).toBeNull();
  });
});
