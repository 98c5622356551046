import { afterEach, describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { Fold } from "./Fold";
import { where } from "./Fold.examples";

const de = await speakStaff("de");
const shown = () => show(<Fold {...where}>{where.text}</Fold>, de).container.querySelector("details");
const wide = (matches: boolean) => vi.spyOn(window, "matchMedia").mockReturnValue({ matches } as never);

afterEach(() => vi.restoreAllMocks());

describe("Fold", () => {
  it("is open where there is room, and closed where there is not", () => {
    wide(true);
    expect(shown()?.open).toBe(true);
    wide(false);
    expect(shown()?.open).toBe(false);
  });

  it("opens before it is printed", () => {
    wide(false);
    const details = shown();
    window.dispatchEvent(new Event("beforeprint"));
    expect(details?.open).toBe(true);
  });
});
