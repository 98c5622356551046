import { act } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { Busy } from "./Busy";
import type { Import } from "./useImport";

const de = await speakStaff("de", ["imports"]);
const ASK = "GET /staff/import-progress/3f8a1c5e9b7d4f20";
const work = { busy: "importing", token: "3f8a1c5e9b7d4f20" } as Import;
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

beforeEach(() => {
  vi.useFakeTimers();
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an import under way", () => {
  it("is a bar with a number as soon as one is known, and keeps it when the work is just over", async () => {
    const seen = serve({
      [ASK]: [json({ done: 0, total: 0 }), json({ done: 3000, total: 12_000 }), problem(404, "not-found")],
    });
    const view = showAs(erika, <Busy of={work} />, de);
    const bar = view.getByRole("progressbar", {
      name: "Die Werte werden gespeichert …",
    }) as HTMLProgressElement;
    await pass(500);
    expect([seen.length, bar.getAttribute("value")]).toEqual([1, null]);
    await pass(500);
    expect(bar.value).toBe(0.25);
    expect(view.getByText(/^25\s%$/)).toBeTruthy();
    await pass(500);
    expect([seen.length, bar.value]).toEqual([3, 0.25]);
    view.unmount();
    await pass(5000);
    expect(seen.length).toBe(3);
  });

  it("has no number where nothing is known of it, and asks seldom then", async () => {
    const seen = serve({ [ASK]: problem(404, "not-found") });
    const view = showAs(erika, <Busy of={work} />, de);
    await pass(4000);
    expect(view.getByRole("progressbar").getAttribute("value")).toBeNull();
    expect(view.queryByText(/%/)).toBeNull();
    expect(seen.length).toBe(3);
  });

  it("is nothing while nothing is done", () => {
    const view = showAs(erika, <Busy of={{ ...work, busy: "" }} />, de);
    expect(view.queryByRole("progressbar")).toBeNull();
  });
});
