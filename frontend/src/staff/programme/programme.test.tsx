import { act, fireEvent, waitFor } from "@testing-library/preact";
import axe from "axe-core";
import { useState } from "preact/hooks";
import { beforeEach, describe, expect, it } from "vitest";
import type { StaffText } from "../../ui/TextsField/TextsField";
import { watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { changeOf, type MeasureDocument, type Step, textsOfLines, valuesOf, withoutEmpty } from "./measure";
import { PhaseBar } from "./PhaseBar";
import { Plan, usePlan } from "./Plan";
import { planOf, savePlan, slipOf } from "./plan";
import { QuickEntry } from "./QuickEntry";
import { moved, quarterEnd, quarterOf, quarterStart } from "./quarters";
import { Activities } from "./Steps";

const [de, ar] = await Promise.all([speakStaff("de", ["measures"]), speakStaff("ar", ["measures"])]);
const calendar = { start: "2025-07-01", end: "2028-06-30", quarters: 12, today: "2026-11-22" };
const text = (words: string): StaffText[] => [{ lang: "de", text: words, state: "original" }];

function step(id: number, kind: Step["kind"], more: Partial<Step> = {}): Step {
  return {
    id,
    measure: 3,
    kind,
    code: `s${id}`,
    position: 1,
    title: text(`Schritt ${id}`),
    first_quarter: kind === "phase" ? 2 : null,
    last_quarter: kind === "activity" ? null : 4,
    planned_start: kind === "phase" ? "2025-10-01" : null,
    planned_end: kind === "activity" ? null : "2026-06-30",
    assumed: false,
    concept_measure: null,
    actual_start: null,
    actual_end: null,
    evidence: null,
    evidence_url: null,
    overdue: false,
    revision: 1,
    ...more,
  };
}

const measure = {
  number: 3,
  title: text("Mentorenprogramm"),
  friendly_title: text("Jemand an Ihrer Seite"),
  summary: null,
  responsible: null,
  partners: [
    {
      name: [...text("Kreisvolkshochschule"), { lang: "pl", text: "Uniwersytet", state: "machine" as const }],
      organisation: "kvhs",
    },
  ],
  target_groups: [[...text("Vereine"), { lang: "en", text: "Clubs", state: "reviewed" as const }]],
  experience_from: [],
  field: null,
  sub_goals: [],
  weight: 1,
  concept_measure: null,
  closed: null,
  closed_reason: null,
  successor: null,
  hand_over: null,
  hand_over_from: null,
  steps: [step(57, "phase"), step(58, "phase"), step(60, "activity")],
  calendar,
  revision: 4,
} as unknown as MeasureDocument;

const patches = (seen: Seen[]) => seen.filter(({ method }) => method === "PATCH");
const drafts = { "GET /me/drafts": json({ items: [] }), "DELETE /me/drafts/plan-3": json(undefined, 204) };

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

describe("project quarters", () => {
  it("begin and end as the server counts them, over the turn of the year", () => {
    expect([quarterStart(calendar, 1), quarterEnd(calendar, 1)]).toEqual(["2025-07-01", "2025-09-30"]);
    expect([quarterStart(calendar, 3), quarterEnd(calendar, 12)]).toEqual(["2026-01-01", "2028-06-30"]);
  });

  it("hold every day of the project, and days outside of it count for its ends", () => {
    for (const [day, quarter] of [
      ["2025-07-01", 1],
      ["2025-09-30", 1],
      ["2025-10-01", 2],
      ["2028-06-30", 12],
      ["2020-01-01", 1],
      ["2031-01-01", 12],
    ] as const)
      expect(quarterOf(calendar, day), day).toBe(quarter);
  });

  it("a span never leaves the project and keeps its length when it is moved as a whole", () => {
    expect(moved({ first: 2, last: 4 }, "whole", -5, 12)).toEqual({ first: 1, last: 3 });
    expect(moved({ first: 2, last: 4 }, "whole", 99, 12)).toEqual({ first: 10, last: 12 });
    expect(moved({ first: 2, last: 4 }, "start", 9, 12)).toEqual({ first: 4, last: 4 });
    expect(moved({ first: 2, last: 4 }, "end", -9, 12)).toEqual({ first: 2, last: 2 });
  });

  it("a slip counts from the plan, and nothing is late after the project", () => {
    expect(slipOf("2026-06-30", "2026-07-10", calendar)).toBe(10);
    expect(slipOf("2026-11-12", null, calendar)).toBe(10);
    expect(slipOf("2026-12-31", null, calendar)).toBeNull();
    expect(slipOf("2026-11-12", null, { ...calendar, today: "2029-01-01" })).toBeNull();
  });
});

describe("what a measure's form sends", () => {
  const before = valuesOf(measure);
  it("takes a text away when its German is emptied, and leaves others alone", () => {
    const patch = { summary: [{ lang: "de", text: " ", state: "original" as const }], weight: 2 };
    expect(changeOf(patch, before)).toEqual({ summary: null, weight: 2 });
  });

  it("sends German alone for partners the server knows, and everything for those it does not", () => {
    const [known] = before.partners;
    const earlier = { name: [...text("Beirat"), { lang: "pl", text: "Rada", state: "outdated" as const }] };
    const partners = [known, { ...earlier, organisation: null }] as typeof before.partners;
    expect(changeOf({ partners }, before).partners).toEqual([
      { name: [{ lang: "de", text: "Kreisvolkshochschule" }], organisation: "kvhs" },
      {
        name: [
          { lang: "de", text: "Beirat" },
          { lang: "pl", text: "Rada", state: "reviewed" },
        ],
        organisation: null,
      },
    ]);
  });

  it("lines keep the translations of groups that were there; empty lines go", () => {
    const lines = textsOfLines("Vereine\n\nSchulen", before.target_groups);
    expect(lines[0]).toHaveLength(2);
    expect(withoutEmpty(lines).map((one) => one[0]?.text)).toEqual(["Vereine", "Schulen"]);
  });
});

function Moving({ first = 2, last = 4 }: { first?: number; last?: number }) {
  const [span, setSpan] = useState({ first, last });
  return (
    <PhaseBar
      title="Recherche"
      span={span}
      actual={{ start: "2025-10-07", end: null }}
      calendar={calendar}
      assumed
      onChange={setSpan}
    />
  );
}

describe("PhaseBar", () => {
  const now = (view: ReturnType<typeof showAs>) =>
    view.getAllByRole("slider").map((slider) => Number(slider.getAttribute("aria-valuenow")));

  it("moves and stretches by keys, in the direction of the page", async () => {
    const view = showAs(erika, <Moving />, de);
    const press = (place: number, key: string) =>
      act(() => void fireEvent.keyDown(view.getAllByRole("slider")[place] as Element, { key }));
    await press(0, "ArrowRight");
    expect(now(view)).toEqual([3, 3, 5]);
    await press(2, "PageUp");
    expect(now(view)).toEqual([3, 3, 9]);
    await press(1, "Home");
    expect(now(view)).toEqual([1, 1, 9]);
    await press(0, "Tab");
    expect(now(view)).toEqual([1, 1, 9]);
    const arabic = showAs(erika, <Moving />, ar);
    fireEvent.keyDown(arabic.getAllByRole("slider")[0] as Element, { key: "ArrowLeft" });
    await waitFor(() => expect(now(arabic)).toEqual([3, 3, 5]));
  });

  it("tells its days in words, and axe finds nothing", async () => {
    const view = showAs(erika, <Moving />, de);
    expect(view.getAllByRole("slider")[0]?.getAttribute("aria-valuetext")).toBe(
      "Quartal 2 bis 4: 1. Oktober 2025 bis 30. Juni 2026",
    );
    const { violations } = await axe.run(view.container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it("without a way to change it nothing takes focus", () => {
    const fixed = (
      <PhaseBar
        title="Recherche"
        span={{ first: 1, last: 2 }}
        actual={{ start: null, end: null }}
        calendar={calendar}
        assumed={false}
      />
    );
    expect(showAs(erika, fixed, de).queryAllByRole("slider")).toHaveLength(0);
  });
});

function Planning() {
  const [shown, setShown] = useState(measure);
  const plan = usePlan(shown, ({ data }) => setShown(data));
  return <Plan plan={plan} measure={shown} may onOpen={() => undefined} />;
}

describe("the plan", () => {
  it("sends each phase that changed with its own revision, and nothing of the others", async () => {
    const seen = serve({ "PATCH /steps": json({}), "PATCH /staff/steps/57": json({}) });
    const patch = { "phase-57": { ...planOf(measure)["phase-57"], last_quarter: 6 } };
    await savePlan(patch as ReturnType<typeof planOf>, measure);
    expect(patches(seen).map(({ address, body }) => [address, body])).toEqual([
      ["/staff/steps/57", { last_quarter: 6 }],
    ]);
    expect(patches(seen)[0]?.headers.get("if-match")).toBe('"1"');
  });

  it("says a fault at the phase it belongs to", async () => {
    serve({
      ...drafts,
      "PATCH /staff/steps/58": problem(422, "invalid", [{ pointer: "/actual_end", code: "in_the_future" }]),
    });
    const view = showAs(erika, <Planning />, de);
    const end = view.getAllByLabelText("Ende tatsächlich")[1] as HTMLInputElement;
    fireEvent.input(end, { target: { value: "2027-01-01" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    const alert = await view.findByRole("alert");
    expect(alert.textContent).toContain("Schritt 58: Bitte melden Sie nur, was schon geschehen ist");
    expect(view.container.querySelector('[data-field="phase-58"] .field-fault')).not.toBeNull();
    expect(view.container.querySelector('[data-field="phase-57"] .field-fault')).toBeNull();
  });

  it("takes over phases that others changed, and keeps what is being moved here", async () => {
    const theirs = {
      ...measure,
      steps: [step(57, "phase", { last_quarter: 9, revision: 2 }), step(58, "phase")],
    };
    const after = {
      ...measure,
      steps: [step(57, "phase", { last_quarter: 9, revision: 2 }), step(58, "phase", { revision: 2 })],
    };
    const seen = serve({
      ...drafts,
      "PATCH /staff/steps/58": [problem(412, "revision-mismatch"), json({})],
      "GET /staff/measures/3": [json(theirs), json(after)],
    });
    const view = showAs(erika, <Planning />, de);
    const begun = view.getAllByLabelText("Beginn tatsächlich")[1] as HTMLInputElement;
    fireEvent.input(begun, { target: { value: "2026-01-10" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await view.findByText("Gespeichert.");
    expect(patches(seen).map(({ address }) => address)).toEqual(["/staff/steps/58", "/staff/steps/58"]);
    const ends = view.getAllByRole("slider", { name: /Ende verschieben/ });
    expect(ends[0]?.getAttribute("aria-valuenow")).toBe("9");
  });
});

describe("reporting", () => {
  const shown = (changed: () => void) => (
    <Activities measure={measure} may onOpen={() => undefined} onChanged={changed} />
  );

  it("reports today with one click", async () => {
    const seen = serve({ "PATCH /staff/steps/60": json({}) });
    let changed = 0;
    const view = showAs(
      erika,
      shown(() => {
        changed += 1;
      }),
      de,
    );
    fireEvent.click(view.getByRole("button", { name: /Heute erledigt.*Schritt 60/ }));
    await view.findByText("Gespeichert.");
    expect(patches(seen)[0]?.body).toEqual({ actual_end: "2026-11-22" });
    expect(changed).toBe(1);
  });

  it("says that somebody else was faster, and reads the measure again", async () => {
    serve({ "PATCH /staff/steps/60": problem(412, "revision-mismatch") });
    let changed = 0;
    const view = showAs(
      erika,
      shown(() => {
        changed += 1;
      }),
      de,
    );
    fireEvent.click(view.getByRole("button", { name: /Heute begonnen.*Schritt 60/ }));
    await view.findByText(/inzwischen jemand anderes geändert/);
    expect(changed).toBe(1);
  });
});

describe("QuickEntry", () => {
  const entry = (made: () => void) => <QuickEntry number={3} today="2026-11-22" onMade={made} />;

  it("writes today's entry with Ctrl+Enter, internal unless it says so", async () => {
    const seen = serve({
      "GET /me/drafts": json({ items: [] }),
      "DELETE /me/drafts/logbook-new-3": json(undefined, 204),
      "POST /staff/measures/3/logbook": json({ key: "a" }, 201),
    });
    let made = 0;
    const view = showAs(
      erika,
      entry(() => {
        made += 1;
      }),
      de,
    );
    const field = view.getByRole("textbox") as HTMLTextAreaElement;
    fireEvent.input(field, { target: { value: "Auftakt" } });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(made).toBe(1));
    const post = seen.find(({ method }) => method === "POST");
    expect(post?.body).toMatchObject({
      day: "2026-11-22",
      public: false,
      text: [{ lang: "de", text: "Auftakt" }],
    });
    expect(post?.headers.get("idempotency-key")).toBeTruthy();
    await waitFor(() => expect(field.value).toBe(""));
  });

  it("keeps what was typed when it cannot be saved, and brings a draft back", async () => {
    const draft = {
      key: "logbook-new-3",
      base_revision: null,
      values: { text: "Angefangen", public: true },
      saved_at: "2026-11-22T08:00:00Z",
    };
    serve({
      "GET /me/drafts": json({ items: [draft] }),
      "GET /me/drafts/logbook-new-3": json(draft),
      "POST /staff/measures/3/logbook": new TypeError("failed"),
    });
    const view = showAs(
      erika,
      entry(() => undefined),
      de,
    );
    const field = view.getByRole("textbox") as HTMLTextAreaElement;
    await waitFor(() => expect(field.value).toBe("Angefangen"));
    expect((view.getByRole("checkbox") as HTMLInputElement).checked).toBe(true);
    fireEvent.click(view.getByRole("button", { name: "Ins Logbuch eintragen" }));
    expect((await view.findByRole("alert")).textContent).toContain("Keine Verbindung");
    expect(field.value).toBe("Angefangen");
  });
});
