import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { BenchmarkForm } from "./BenchmarkForm";
import { Benchmarks } from "./Benchmarks";
import { type Benchmark, benchmarkIn, type Definition, newest } from "./definitionWords";
import type { Area, Indicator } from "./types";
import { areasFor, brings } from "./useChoices";

const de = await speakStaff("de", ["values", "definitions"]);
const definition = { code: "1.3a", kind: "count", denominator: null } as Definition;
const target: Benchmark = {
  id: 3,
  revision: 1,
  indicator: "1.3a",
  kind: "target",
  state: "set",
  area: "07335",
  dims: "_T",
  day: "2018-06-30",
  numerator: 40,
  denominator: null,
  realisation: null,
  direction: "up",
  source: "Beschluss der Steuerungsgruppe",
  rationale: null,
};
const indicator = {
  code: "1.3a",
  dimensions: ["area"],
  area_rule: "sum",
  person: true,
  derived: false,
  responsible: "trainer",
} as unknown as Indicator;
const area = (key: string, kind: string, parent: string | null) => ({
  key,
  kind,
  parent,
  name: key,
  official_name: key,
});
const AREAS = [
  area("073355011", "verbandsgemeinde", "07335"),
  area("07335", "county", null),
  area("07335011", "municipality", "073355011"),
] as unknown as Area[];
const kept = { "GET /indicators": json({ items: [indicator] }), "GET /areas": json({ items: AREAS }) };
const sent = (seen: Seen[], method: string) => seen.filter((one) => one.method === method);

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

describe("who enters what", () => {
  const as = (role: string, key: string | null = null) =>
    ({
      ...erika,
      roles: [{ ...erika.roles[0], role, area: key ? { key, name: key } : null }],
    }) as typeof erika;

  it("is what one of the roles is responsible for, in its area", () => {
    expect(brings(as("trainer"), indicator)).toBe(true);
    expect(brings(as("mentoring_coordinator"), indicator)).toBe(false);
    expect(brings(as("project_manager"), { ...indicator, derived: true })).toBe(false);
    const keys = (me: typeof erika, one = indicator) => areasFor(me, one, AREAS).map(({ key }) => key);
    expect(keys(as("trainer"))).toEqual(["07335", "073355011"]);
    expect(keys(as("area_staff", "073355011"))).toEqual(["073355011"]);
    expect(keys(as("area_staff", "073355011"), { ...indicator, person: false })).toEqual([
      "073355011",
      "07335011",
    ]);
    expect(keys(as("trainer"), { ...indicator, area_rule: "county_only" })).toEqual(["07335"]);
  });
});

describe("baselines and targets", () => {
  it("are said as they are: a value, or that none was collected; the newest for everybody counts", () => {
    expect(benchmarkIn(target, de)).toBe("40");
    expect(benchmarkIn({ ...target, numerator: 12, denominator: 57 }, de)).toBe("12 von 57");
    expect(benchmarkIn({ ...target, state: "not_collected", numerator: null }, de)).toBe("nicht erhoben");
    const all = [
      target,
      { ...target, id: 4, day: "2017-06-30" },
      { ...target, id: 5, dims: "f", day: "2020-01-01" },
    ];
    expect(newest(all, "1.3a", "target")?.id).toBe(3);
    expect(newest(all, "1.3a", "baseline")).toBeUndefined();
  });

  it("say that nothing is set, which is not 0", async () => {
    serve({ ...kept, "GET /staff/benchmarks": json({ items: [target], next: null }) });
    const view = showAs(erika, <Benchmarks definition={definition} />, de);
    await view.findByText("Nicht festgelegt. Das ist nicht dasselbe wie 0.");
    expect(view.getByText("40")).toBeTruthy();
    expect(view.getByText("mehr ist besser")).toBeTruthy();
  });

  it("are set with value, day, source and direction", async () => {
    const seen = serve({ ...kept, "POST /staff/benchmarks": json(target, 201) });
    const done = vi.fn();
    const form = <BenchmarkForm definition={definition} kind="target" onDone={done} onClose={vi.fn()} />;
    const view = showAs(erika, form, de);
    await view.findByLabelText("Gebiet");
    fireEvent.input(view.getByLabelText(/^Wert/), { target: { value: "40" } });
    fireEvent.input(view.getByLabelText(/^Zu erreichen bis/), { target: { value: "2018-06-30" } });
    fireEvent.input(view.getByLabelText(/^Quelle/), { target: { value: "Beschluss" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(sent(seen, "POST")[0]?.body).toMatchObject({
      indicator: "1.3a",
      kind: "target",
      state: "set",
      area: "07335",
      day: "2018-06-30",
      numerator: 40,
      direction: "up",
      source: "Beschluss",
    });
  });

  it("tell what they were before, and go back to it", async () => {
    const values = { ...target, numerator: 30, direction: "hold", id: undefined, revision: undefined };
    const before = { revision: 1, replaced_at: "2026-11-20T09:15:00Z", replaced_by: "Petra Projekt", values };
    const seen = serve({
      ...kept,
      "GET /staff/benchmarks": json({ items: [{ ...target, revision: 2 }] }),
      "GET /staff/versions": json({ items: [before] }),
      "PATCH /staff/benchmarks/3": json(target),
    });
    const view = showAs(erika, <Benchmarks definition={definition} />, de);
    fireEvent.click(await view.findByRole("button", { name: "Verlauf: 30. Juni 2018" }));
    const entry = (await view.findByRole("listitem")).textContent;
    expect(entry).toContain("Wert30 → 40");
    expect(entry).toContain("soll gehalten werden → mehr ist besser");
    fireEvent.click(view.getAllByRole("button", { name: "Diese Fassung wiederherstellen" })[0] as Element);
    fireEvent.click(
      view.getAllByRole("button", { name: "Diese Fassung wiederherstellen" }).at(-1) as Element,
    );
    await waitFor(() => expect(sent(seen, "PATCH")).toHaveLength(1));
    expect(sent(seen, "PATCH")[0]?.body).toMatchObject({ numerator: 30, direction: "hold", state: "set" });
    expect(sent(seen, "PATCH")[0]?.headers.get("if-match")).toBe('"2"');
  });

  it("that were not collected carry no number; a refusal stands at its field", async () => {
    const taken = problem(422, "invalid", [{ pointer: "/day", code: "taken" }]);
    const seen = serve({ ...kept, "PATCH /staff/benchmarks/3": taken });
    const of = { ...target, kind: "baseline" as const, direction: null };
    const form = (
      <BenchmarkForm definition={definition} kind="baseline" of={of} onDone={vi.fn()} onClose={vi.fn()} />
    );
    const view = showAs(erika, form, de);
    fireEvent.click(view.getByLabelText("nicht erhoben"));
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() =>
      expect(view.getByRole("alert").textContent).toContain("Für diesen Tag gibt es schon"),
    );
    expect(sent(seen, "PATCH")[0]?.body).toMatchObject({ state: "not_collected", numerator: null });
    expect(sent(seen, "PATCH")[0]?.headers.get("if-match")).toBe('"1"');
  });
});
