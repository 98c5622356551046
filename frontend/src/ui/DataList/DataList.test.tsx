import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { DataList, sorted } from "./DataList";
import { columns, people } from "./DataList.examples";

const de = await speakStaff("de");
const names = (order: string) => sorted(people, columns, order, "de").map(({ name }) => name);
const list = (more?: () => void) => (
  <DataList
    caption="Personen"
    columns={columns}
    rows={people}
    rowKey={({ id }) => id}
    empty="niemand"
    more={more}
  />
);

describe("DataList", () => {
  it("sorts as German sorts, in both directions", () => {
    expect(names("name")).toEqual(["Anna Musterfrau", "Erika Mustermann", "Ömer Beispiel"]);
    expect(names("-name")).toEqual(["Ömer Beispiel", "Erika Mustermann", "Anna Musterfrau"]);
  });

  it("puts what is empty last in both directions", () => {
    expect(names("seen").at(-1)).toBe("Erika Mustermann");
    expect(names("-seen").at(-1)).toBe("Erika Mustermann");
  });

  it("tells the direction, and turns it at the second click", () => {
    const view = show(list(), de);
    const head = () => view.getAllByRole("columnheader")[0];
    expect(head()?.getAttribute("aria-sort")).toBe("none");
    fireEvent.click(view.getByRole("button", { name: /Name/ }));
    expect(head()?.getAttribute("aria-sort")).toBe("ascending");
    fireEvent.click(view.getByRole("button", { name: /Name/ }));
    expect(head()?.getAttribute("aria-sort")).toBe("descending");
    expect(view.getAllByRole("rowheader")[0]?.textContent).toBe("Ömer Beispiel");
  });

  it("offers more rows only where there are any", () => {
    const more = vi.fn();
    expect(show(list(), de).queryByText("Mehr anzeigen")).toBeNull();
    fireEvent.click(show(list(more), de).getByText("Mehr anzeigen"));
    expect(more).toHaveBeenCalledOnce();
  });
});
