import { describe, expect, it } from "vitest";
import { DataTable } from "../DataTable/DataTable";
import { population as table } from "../DataTable/DataTable.examples";
import { show, speak } from "../testing";
import { ChartFigure } from "./ChartFigure";
import { population } from "./ChartFigure.examples";

const de = await speak("de");
const figure = (
  <ChartFigure {...population} table={<DataTable {...table} />}>
    <svg role="img" aria-label="Bild" />
  </ChartFigure>
);

describe("ChartFigure", () => {
  it("looks as agreed", () => {
    expect(show(figure, de).container).toMatchSnapshot();
  });

  it("is a figure named by its heading, with sentence before picture before table", () => {
    const { getByRole, getByText } = show(figure, de);
    const box = getByRole("figure", { name: population.title });
    const order = [
      getByText(/^Landkreis Kaiserslautern: 104/),
      getByRole("img"),
      box.querySelector("details"),
    ];
    order.slice(1).forEach((node, index) => {
      expect(order[index]?.compareDocumentPosition(node as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    });
    expect(getByRole("heading", { level: 2 }).textContent).toBe(population.title);
  });

  it("tells two CSV links of one page apart", () => {
    const { getByRole } = show(figure, de);
    const link = getByRole("link", { name: `Daten als CSV – ${population.title}` });
    expect(link.getAttribute("href")).toBe(population.csv);
    expect(link.hasAttribute("download")).toBe(true);
  });

  it("names every source, the licence only where there is one", () => {
    const items = [...show(figure, de).container.querySelectorAll(".chart-figure-sources li")];
    expect(items.map((item) => item.textContent?.includes("Lizenz"))).toEqual([true, false]);
  });

  it("has no empty table, link or source line", () => {
    const { container } = show(
      <ChartFigure title="t" summary="s">
        picture
      </ChartFigure>,
      de,
    );
    expect(container.querySelector("details, footer, a")).toBeNull();
  });
});
