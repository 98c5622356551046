import { fireEvent } from "@testing-library/preact";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { show, speak } from "../../../ui/testing";
import { Subscribe } from "./Subscribe";

const pl = await speak("pl");
const QUERY = "topic=politik&lang=pl";

describe("Subscribe", () => {
  it("offers calendar and feed of the choice in the language of the page", () => {
    const { container } = show(<Subscribe filter={{ topic: "politik", q: "" }} />, pl);
    expect([...container.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual([
      `webcal://${location.host}/api/v1/events.ics?${QUERY}`,
      `/api/v1/events.atom?${QUERY}`,
    ]);
    expect(container.querySelector("input")?.value).toBe(`${location.origin}/api/v1/events.ics?${QUERY}`);
  });

  it("copies the address and says so", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const { getByRole, findByText } = show(<Subscribe filter={{}} />, pl);
    fireEvent.click(getByRole("button"));
    await findByText("Adres skopiowano.");
    expect(writeText).toHaveBeenCalledWith(`${location.origin}/api/v1/events.ics?lang=pl`);
    vi.unstubAllGlobals();
  });

  it("has no faults axe finds", async () => {
    const { container } = show(<Subscribe filter={{}} />, pl);
    expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([]);
  });
});
