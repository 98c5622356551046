import { describe, expect, it } from "vitest";
import { focusable, show, speak } from "../testing";
import { DataTable } from "./DataTable";
import { population, shares } from "./DataTable.examples";

const de = await speak("de");

describe("DataTable", () => {
  it("looks as agreed", () => {
    expect(show(<DataTable {...population} />, de).container).toMatchSnapshot();
    expect(show(<DataTable {...shares} />, de).container).toMatchSnapshot();
  });

  it("is a region that is named by its caption and reached by keyboard", () => {
    const { getByRole } = show(<DataTable {...population} />, de);
    const region = getByRole("region", { name: population.caption });
    expect(region.getAttribute("tabindex")).toBe("0");
    expect(focusable(region)).toEqual([]);
  });

  it("has a header for every row and column", () => {
    const { getAllByRole } = show(<DataTable {...population} />, de);
    expect(getAllByRole("columnheader")).toHaveLength(population.columns.length);
    expect(getAllByRole("rowheader").map((cell) => cell.textContent)).toContain("31. Dezember 2013");
  });

  it("writes numbers in the language of the page, right-aligned", () => {
    const { getByText } = show(<DataTable {...population} />, de);
    expect(getByText("104.117").className).toBe("data-table-end");
  });

  it("says in words what is missing and what is not shown, and never writes 0 for it", () => {
    const { container } = show(<DataTable {...shares} />, de);
    const [, suppressed, , change] = [...container.querySelectorAll("tbody tr:last-child > *")];
    expect(suppressed?.textContent).toBe("•nicht gezeigt, um einzelne Personen zu schützen");
    expect(change?.textContent).toBe("–keine Angabe");
    expect(change?.querySelector("[aria-hidden]")?.textContent).toBe("–");
  });

  it("shows 0 as a value", () => {
    const columns = [{ key: "n", label: "n", kind: "number" as const, value: (row: number) => row }];
    const { container } = show(<DataTable caption="c" columns={columns} rows={[0]} />, de);
    expect(container.querySelector("tbody th")?.textContent).toBe("0");
  });
});
