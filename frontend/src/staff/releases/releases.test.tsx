import { act, fireEvent } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { json, problem, serve } from "../api/testing";
import Draft from "../screens/releases/Draft";
import { erika, showAs, speakStaff } from "../testing";
import { isChanged } from "./changes";
import type { Draft as Document, DraftCell } from "./types";
import { newestOf } from "./Withdrawal";

const de = await speakStaff("de", ["releases", "indicators"]);
const ADDRESS = "/staff/releases/drafts/4";
const waiting: Document = {
  id: 4,
  state: "waiting",
  asked_at: "2026-11-22T13:00:00+01:00",
  until: "2026-11-21",
  release: null,
  digest: null,
  error: null,
  changed: 0,
  indicators: [],
};
const ready: Document = {
  ...waiting,
  state: "ready",
  release: "P-1",
  digest: "abc",
  changed: 2,
  indicators: [
    {
      indicator: "1.3b",
      text: [{ lang: "de", text: "Teilnehmende", state: "original" }],
      threshold: 5,
      cells: 2,
      shown: 1,
      hidden: { small: 1 },
      withheld: false,
      changed: 2,
    },
  ],
};
const cell: DraftCell = {
  indicator: "1.3b",
  area: "073355011",
  area_name: "Landstuhl",
  dims: "f",
  period: "2025",
  source: "project",
  basis: "",
  status: "value",
  numerator: 3,
  denominator: null,
  hidden: "small",
  before: null,
};
const dimensions = [{ name: "gender", label: "Geschlecht", codes: [{ code: "f", label: "Frauen" }] }];
const others = {
  [`GET ${ADDRESS}/cells`]: json({ items: [cell, { ...cell, dims: "_T", numerator: 45, hidden: null }] }),
  "GET /indicators/1.3b/series": json({ dimensions, items: [], areas: [] }),
};
const show = () => showAs(erika, <Draft number="4" />, de);

const passing = (time: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(time);
  });

afterEach(() => vi.useRealTimers());

describe("a draft", () => {
  it("is asked for until it is worked out, and no longer", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const seen = serve({ [`GET ${ADDRESS}`]: [json(waiting), json(waiting), json(ready)], ...others });
    const view = show();
    await view.findByText(/meist weniger als eine Minute/);
    for (let second = 0; second < 5; second += 1) await passing(1000);
    await view.findByText(/Daraus wird Datenstand/);
    for (let turn = 0; turn < 5; turn += 1) await passing(10_000);
    expect(seen.filter(({ address }) => address === ADDRESS)).toHaveLength(3);
  });

  it("says in words what is hidden and why, beside the exact number", async () => {
    serve({ [`GET ${ADDRESS}`]: json(ready), ...others });
    const view = show();
    const row = (await view.findByText("Frauen")).closest("tr");
    const words = [...(row?.querySelectorAll("td") ?? [])].map(({ textContent }) => textContent);
    expect(words).toEqual(["Landstuhl", "2025", "3", "neu", "•", "kleine Gruppe: jemand wäre erkennbar"]);
    const whole = view.getByText("alle Menschen").closest("tr");
    expect(whole?.textContent).toContain("45neu45");
  });

  it("is signed with the digest that was read; a conflict is explained with the way out", async () => {
    const seen = serve({
      [`GET ${ADDRESS}`]: json(ready),
      [`POST ${ADDRESS}/signature`]: problem(409, "conflict", [{ pointer: "", code: "values_changed" }]),
      ...others,
    });
    const view = show();
    fireEvent.click(await view.findByText("Unterschreiben und veröffentlichen"));
    fireEvent.click(view.getAllByText("Unterschreiben und veröffentlichen").at(-1) as HTMLElement);
    await view.findByText(/Seit der Berechnung haben sich Werte geändert/);
    expect(seen.find(({ method }) => method === "POST")?.body).toEqual({ digest: "abc" });
    expect(view.getByText("Neu ausrechnen lassen")).toBeTruthy();
    expect(view.queryByText("Unterschreiben und veröffentlichen")).toBeNull();
  });

  it("that failed names the numbers that contradict each other", async () => {
    const failed = { ...waiting, state: "failed", error: "contradiction:1.3b/073355011/2025/f" };
    serve({
      [`GET ${ADDRESS}`]: json(failed),
      "GET /areas/073355011": json({ name: "Landstuhl" }),
      ...others,
    });
    const view = show();
    const text = await view.findByText(/1\.3b.*Landstuhl.*2025.*Gruppe: .?Frauen/);
    expect(text).toBeTruthy();
  });
});

describe("isChanged", () => {
  it("compares what the public reads, not what is behind it", () => {
    const blank = { status: "suppressed", numerator: null, denominator: null } as const;
    expect(isChanged({ ...cell, before: blank })).toBe(false);
    expect(isChanged({ ...cell, hidden: null, before: blank })).toBe(true);
    expect(isChanged(cell)).toBe(true);
  });
});

describe("newestOf", () => {
  it("keeps of every cell the state that stands", () => {
    const state = { ...cell, withdrawn: null, since: "P-1", until: "P-2", id: 1 };
    const found = newestOf([
      state,
      { ...state, id: 2, since: "P-2", until: null },
      { ...state, id: 3, dims: "m" },
    ]);
    expect(found.map(({ id }) => id)).toEqual([2, 3]);
  });
});
