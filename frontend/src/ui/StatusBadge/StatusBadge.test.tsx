import { describe, expect, it } from "vitest";
import { show, speak } from "../testing";
import { StatusBadge } from "./StatusBadge";
import { statuses } from "./StatusBadge.examples";

const de = await speak("de");

describe("StatusBadge", () => {
  it("looks as agreed", () => {
    const badges = statuses.map((status) => <StatusBadge key={status} status={status} />);
    expect(show(<p>{badges}</p>, de).container).toMatchSnapshot();
  });

  it("differs by word and by shape, never by colour alone", () => {
    const seen = statuses.map((status) => {
      const { container } = show(<StatusBadge status={status} />, de);
      return [container.textContent, container.querySelector("path")?.getAttribute("d")];
    });
    expect(new Set(seen.map(([word]) => word)).size).toBe(statuses.length);
    expect(new Set(seen.map(([, shape]) => shape)).size).toBe(statuses.length);
  });
});
