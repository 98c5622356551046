import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { type WeekItem, WeekList } from "./WeekList";

const de = await speakStaff("de", ["week", "todo", "outreach", "groups"]);
const manager = { ...erika, permissions: [...erika.permissions, "working_groups.edit"] };
const item = (part: Partial<WeekItem>): WeekItem => ({
  kind: "task",
  title: "Entwürfe zeichnen",
  about: "AG Wegweiser",
  link: "/team/arbeitsgruppen/1#aufgabe-5",
  due: "2026-11-20",
  waiting_since: null,
  overdue: true,
  count: 1,
  ...part,
});
const task = {
  id: 5,
  revision: 2,
  title: "Entwürfe zeichnen",
  due: "2026-11-20",
  overdue: true,
  account: null,
  member: null,
  measure: null,
  step: null,
  done_on: null,
};

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T09:00:00Z") });
});

describe("WeekList", () => {
  it("ticks a task where it stands and asks for the week again", async () => {
    const seen = serve({
      "GET /staff/working-groups/1": json({ id: 1, tasks: [task] }),
      "PATCH /staff/working-groups/1/tasks/5": json({ id: 1, tasks: [] }),
    });
    const done = vi.fn();
    const view = showAs(manager, <WeekList title="Überfällig" items={[item({})]} onDone={done} />, de);
    fireEvent.click(await view.findByRole("checkbox"));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(seen.at(-1)?.body).toEqual({ done_on: "2026-11-22", report_step: false });
  });

  it("gives no box to who may only read", () => {
    const seen = serve({});
    const view = showAs(
      erika,
      <WeekList title="Überfällig" items={[item({})]} onDone={() => undefined} />,
      de,
    );
    expect(view.queryByRole("checkbox")).toBeNull();
    expect(view.getByText("Entwürfe zeichnen").getAttribute("href")).toBe("/team/arbeitsgruppen/1#aufgabe-5");
    expect(seen).toHaveLength(0);
  });

  it("reads a row of outreach only when it is opened", async () => {
    const row = { id: 7, revision: 3, next_step: "Anrufen", next_step_on: "2026-11-20" };
    const seen = serve({ "GET /staff/outreach/7": json(row) });
    const step = item({ kind: "next_step", title: "Anrufen", about: "SV Muster", link: "/team/ansprache/7" });
    const view = showAs(manager, <WeekList title="Überfällig" items={[step]} onDone={() => undefined} />, de);
    expect(seen).toHaveLength(0);
    fireEvent.click(view.getByRole("button", { name: "Erledigen: SV Muster" }));
    expect((await view.findByLabelText("Nächster Schritt")).getAttribute("value") ?? "Anrufen").toBe(
      "Anrufen",
    );
    fireEvent.click(view.getByRole("button", { name: "Schließen: SV Muster" }));
    expect(view.queryByLabelText("Nächster Schritt")).toBeNull();
  });

  it("links what other rooms wait for, in the language of the page or in German", () => {
    serve({});
    const stale = item({
      kind: "measure_stale",
      title: [{ lang: "de", text: "Mentorenprogramm", state: "original" }],
      about: null,
      due: null,
      waiting_since: "2026-03-12",
      overdue: false,
      link: "/team/massnahmen/3",
    });
    const many = item({ kind: "something-new", title: "", count: 4, due: null, link: "/team/x" });
    const view = showAs(
      manager,
      <WeekList title="Wartet" items={[stale, many]} onDone={() => undefined} />,
      de,
    );
    const [first, second] = view.getAllByRole("link");
    expect(first?.textContent).toContain("Mentorenprogramm");
    expect(first?.textContent).toContain("seit 12. März 2026");
    expect(view.getByRole("heading", { name: "Weiteres" })).toBeTruthy();
    expect(second?.textContent).toContain("4 Einträge");
  });
});
