import { describe, expect, it } from "vitest";
import { readoutBox } from "./Readout";

const lines = ["31. Dezember 2013", "Zensus 2011: 104.117"];

describe("readout", () => {
  it("stays inside the picture at both edges", () => {
    for (const x of [0, 150, 300]) {
      const box = readoutBox({ lines, x, y: 200, width: 300 });
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(300);
    }
  });

  it("lies above its point, below it where there is no room", () => {
    const above = readoutBox({ lines, x: 150, y: 200, width: 300 });
    expect(above.top + above.height).toBeLessThan(200);
    expect(readoutBox({ lines, x: 150, y: 10, width: 300 }).top).toBeGreaterThan(10);
  });
});
