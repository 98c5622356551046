import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { TaskTick } from "./TaskTick";
import type { Task } from "./types";

const de = await speakStaff("de", ["groups"]);
const title = [{ lang: "de", text: "Wegweiser aufstellen", state: "original" as const }];
const task: Task = {
  id: 5,
  revision: 2,
  title: "Entwürfe zeichnen",
  due: "2026-12-01",
  overdue: false,
  account: null,
  member: null,
  measure: { number: 10, title },
  step: null,
  done_on: null,
};
const linked: Task = { ...task, step: { id: 41, kind: "activity", title, done_on: null } };

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T09:00:00Z") });
});

describe("TaskTick", () => {
  it("finishes a task with a click", async () => {
    const seen = serve({ "PATCH /staff/working-groups/1/tasks/5": json({ tasks: [] }) });
    const done = vi.fn();
    const view = showAs(erika, <TaskTick group={1} task={task} onDone={done} />, de);
    fireEvent.click(view.getByLabelText("Entwürfe zeichnen"));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ done_on: "2026-11-22", report_step: false });
    expect(seen[0]?.headers.get("if-match")).toBe('"2"');
  });

  it("asks whether the step of the measure is done, too", async () => {
    const seen = serve({ "PATCH /staff/working-groups/1/tasks/5": json({ tasks: [] }) });
    const done = vi.fn();
    const view = showAs(erika, <TaskTick group={1} task={linked} onDone={done} />, de);
    fireEvent.click(view.getByLabelText("Entwürfe zeichnen"));
    expect(seen).toHaveLength(0);
    fireEvent.click(view.getByRole("button", { name: "Ja, beides erledigt" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ done_on: "2026-11-22", report_step: true });
  });

  it("asks nothing of who may not report about measures", async () => {
    const seen = serve({ "PATCH /staff/working-groups/1/tasks/5": json({ tasks: [] }) });
    const done = vi.fn();
    const reader = { ...erika, permissions: ["working_groups.edit"] };
    const view = showAs(reader, <TaskTick group={1} task={linked} onDone={done} />, de);
    fireEvent.click(view.getByLabelText("Entwürfe zeichnen"));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(seen[0]?.body).toMatchObject({ report_step: false });
  });
});
