import { fireEvent } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { Tabs } from "./Tabs";
import { tabs } from "./Tabs.examples";

const de = await speakStaff("de");

describe("Tabs", () => {
  afterEach(() => document.documentElement.removeAttribute("dir"));

  it.each([
    ["ltr", "ArrowRight", "steps"],
    ["ltr", "ArrowLeft", "logbook"],
    ["rtl", "ArrowRight", "logbook"],
    ["ltr", "End", "logbook"],
  ])("in %s the key %s leads to %s", (dir, key, target) => {
    document.documentElement.dir = dir;
    const onSelect = vi.fn();
    const { getByRole } = show(
      <Tabs label="Maßnahme" tabs={tabs} selected="facts" onSelect={onSelect} />,
      de,
    );
    fireEvent.keyDown(getByRole("tablist"), { key });
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(target);
    expect(document.activeElement?.id).toContain(target);
  });

  it("show one part, and the first when the wanted one is unknown", () => {
    const { getByRole } = show(
      <Tabs label="Maßnahme" tabs={tabs} selected="gone" onSelect={() => undefined} />,
      de,
    );
    expect(getByRole("tabpanel").textContent).toBe("Angaben zur Maßnahme");
  });
});
