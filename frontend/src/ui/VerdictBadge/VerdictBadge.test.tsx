import { describe, expect, it } from "vitest";
import { show, speak } from "../testing";
import { VerdictBadge } from "./VerdictBadge";
import { verdicts } from "./VerdictBadge.examples";

const de = await speak("de");

describe("VerdictBadge", () => {
  it("looks as agreed", () => {
    const badges = verdicts.map((verdict) => <VerdictBadge key={verdict} verdict={verdict} />);
    expect(show(<p>{badges}</p>, de).container).toMatchSnapshot();
  });

  it("differs by word and by shape, never by colour alone", () => {
    const seen = verdicts.map((verdict) => {
      const { container } = show(<VerdictBadge verdict={verdict} />, de);
      return [container.textContent, container.querySelector("path")?.getAttribute("d")];
    });
    expect(new Set(seen.map(([word]) => word)).size).toBe(verdicts.length);
    expect(new Set(seen.map(([, shape]) => shape)).size).toBe(verdicts.length);
  });
});
