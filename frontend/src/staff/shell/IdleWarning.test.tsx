import { act } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { erika, showAs, speakStaff } from "../testing";
import { IdleWarning } from "./IdleWarning";

const de = await speakStaff("de");
const START = Date.parse("2026-11-22T10:00:00Z");
const minutes = (count: number) => act(() => void vi.advanceTimersByTime(count * 60_000));

describe("IdleWarning", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
    localStorage.setItem("wik.team.seen", String(START));
  });
  afterEach(() => vi.useRealTimers());

  const show = (endsAt: number, onEnd = vi.fn()) => {
    const view = showAs(
      erika,
      <IdleWarning
        idleSeconds={1800}
        endsAt={endsAt}
        onStay={async () => undefined}
        onSignOut={() => undefined}
        onEnd={onEnd}
      />,
      de,
    );
    return { ...view, onEnd };
  };

  it("warns two minutes before the end, and tells the end once", () => {
    const { queryByRole, onEnd } = show(Number.POSITIVE_INFINITY);
    minutes(27);
    expect(queryByRole("dialog")).toBeNull();
    minutes(1.5);
    expect(queryByRole("dialog")?.textContent).toContain("In etwa 2 Minuten");
    minutes(10);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it("waits when another tab was used meanwhile", () => {
    const { queryByRole } = show(Number.POSITIVE_INFINITY);
    minutes(27);
    localStorage.setItem("wik.team.seen", String(Date.now()));
    minutes(5);
    expect(queryByRole("dialog")).toBeNull();
  });

  it("knows that a session ends in any case, however busy", () => {
    const { queryByRole } = show(START + 10 * 60_000);
    minutes(9);
    expect(queryByRole("dialog")?.textContent).toContain("weniger als einer Minute");
  });
});
