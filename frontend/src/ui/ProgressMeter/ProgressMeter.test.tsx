import { describe, expect, it } from "vitest";
import { show, speak } from "../testing";
import { barPieces, ProgressMeter } from "./ProgressMeter";
import { examples } from "./ProgressMeter.examples";

const de = await speak("de");
const ar = await speak("ar");

describe("bar", () => {
  it("draws one piece per step, side by side, within the width", () => {
    const pieces = barPieces(0.375, { done: 3, total: 8 });
    expect(pieces.filter(({ done }) => done)).toHaveLength(3);
    expect(pieces).toHaveLength(8);
    pieces.slice(1).forEach((piece, index) => {
      const before = pieces[index];
      expect(piece.start).toBeGreaterThan((before?.start ?? 0) + (before?.size ?? 0));
    });
    const last = pieces.at(-1);
    expect((last?.start ?? 0) + (last?.size ?? 0)).toBeCloseTo(100);
  });

  it.each([-1, 0, 0.41, 1, 7])("keeps %s within the frame when there are no steps", (value) => {
    const [, done] = barPieces(value);
    expect(done?.size).toBeGreaterThanOrEqual(0);
    expect(done?.size).toBeLessThanOrEqual(100);
  });
});

describe("ProgressMeter", () => {
  it.each(Object.entries(examples))("looks as agreed: %s", (_, example) => {
    expect(show(<ProgressMeter {...example} />, de).container).toMatchSnapshot();
  });

  it("never calls a missing report 0 %", () => {
    const { container } = show(<ProgressMeter {...examples.notReported} />, de);
    expect(container.textContent).toContain("noch nicht berichtet");
    expect(container.textContent).not.toContain("%");
    expect(container.querySelector(".progress-done")).toBeNull();
  });

  it("tells 0 % from a missing report", () => {
    const { container } = show(<ProgressMeter {...examples.nothingDone} />, de);
    expect(container.textContent).toContain("0\u00a0%");
    expect(container.textContent).toContain("0 von 3");
  });

  it("grows from the right in Arabic", () => {
    const { container } = show(<ProgressMeter {...examples.goal} />, ar);
    expect(container.querySelector(".progress-done")?.getAttribute("x")).toBe("59%");
  });
});
