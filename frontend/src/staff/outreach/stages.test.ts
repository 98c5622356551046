import { describe, expect, it } from "vitest";
import { movesFrom, needsReason } from "./stages";

describe("stages", () => {
  it("lets only what was agreed be done", () => {
    expect(movesFrom("open")).toEqual(["approached", "talk_held", "agreed", "declined"]);
    expect(movesFrom("agreed")).toEqual(["open", "approached", "talk_held", "done", "declined"]);
  });

  it("reopens what has ended in one way only", () => {
    expect(movesFrom("declined")).toEqual(["open"]);
    expect(movesFrom("done")).toEqual(["agreed"]);
  });

  it("wants a reason for going back, declining and reopening", () => {
    expect(needsReason("talk_held", "approached")).toBe(true);
    expect(needsReason("open", "declined")).toBe(true);
    expect(needsReason("done", "agreed")).toBe(true);
    expect(needsReason("declined", "open")).toBe(true);
    expect(needsReason("open", "agreed")).toBe(false);
    expect(needsReason("agreed", "agreed")).toBe(false);
  });
});
