import { describe, expect, it } from "vitest";
import { meet } from "./meeting";

const base = { name: "A", town: "B", phone: "1" };

describe("meet", () => {
  it("keeps what only one of both changed", () => {
    const { merged, both } = meet({ ...base, name: "Mine" }, base, { ...base, town: "Theirs" });
    expect(merged).toEqual({ name: "Mine", town: "Theirs", phone: "1" });
    expect(both).toEqual([]);
  });

  it("asks only about fields both changed, differently", () => {
    const theirs = { name: "Theirs", town: "Same", phone: "1" };
    const { merged, both } = meet({ name: "Mine", town: "Same", phone: "1" }, base, theirs);
    expect(merged).toEqual({ name: "Mine", town: "Same", phone: "1" });
    expect(both).toEqual(["name"]);
  });
});
