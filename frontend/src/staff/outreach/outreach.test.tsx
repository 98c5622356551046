import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { Board } from "./Board";
import { FollowUp } from "./FollowUp";
import { MoveDialog } from "./MoveDialog";
import { NewOutreach } from "./NewOutreach";
import { QuickLog } from "./QuickLog";
import type { OutreachDetail } from "./types";

const de = await speakStaff("de", ["outreach"]);
const row: OutreachDetail = {
  id: 7,
  revision: 3,
  organisation: { key: "sv-musterdorf", name: "SV Musterdorf", kind: "club" },
  measure: { number: 1, title: [{ lang: "de", text: "Öffnung der Vereine", state: "original" }] },
  stage: "approached",
  promised: null,
  next_step: "Anrufen",
  next_step_on: "2026-11-20",
  overdue: true,
  owner: null,
  last_contact_on: null,
  log: [],
  moves: ["open", "talk_held", "agreed", "declined"],
};
const patches = (seen: Seen[]) => seen.filter(({ method }) => method === "PATCH");
const posts = (seen: Seen[]) => seen.filter(({ method }) => method === "POST");

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T09:00:00Z") });
});

describe("QuickLog", () => {
  it("writes what the line says: how, when and what", async () => {
    const seen = serve({ "POST /staff/outreach/7/log": json({}, 201) });
    const done = vi.fn();
    const view = showAs(erika, <QuickLog outreach={7} onDone={done} />, de);
    const line = view.getByLabelText("Kontakt eintragen");
    fireEvent.input(line, { target: { value: "gestern gesprochen: Der Vorstand ist offen." } });
    expect(view.getByText(/Gespräch, 21\. November 2026/)).toBeTruthy();
    fireEvent.click(view.getByRole("button", { name: "Eintragen" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(posts(seen)[0]?.body).toEqual({
      kind: "talk",
      day: "2026-11-21",
      note: "Der Vorstand ist offen.",
    });
    expect((line as HTMLInputElement).value).toBe("");
  });

  it("keeps what was typed when it cannot be saved", async () => {
    serve({ "POST /staff/outreach/7/log": new TypeError("offline") });
    const done = vi.fn();
    const view = showAs(erika, <QuickLog outreach={7} onDone={done} />, de);
    const line = view.getByLabelText("Kontakt eintragen") as HTMLInputElement;
    fireEvent.input(line, { target: { value: "angerufen: nichts" } });
    fireEvent.click(view.getByRole("button", { name: "Eintragen" }));
    await view.findByRole("alert");
    expect(line.value).toBe("angerufen: nichts");
    expect(done).not.toHaveBeenCalled();
  });
});

describe("FollowUp", () => {
  it("notes the contact and plans the next step in one go", async () => {
    const seen = serve({
      "POST /staff/outreach/7/log": json({}, 201),
      "PATCH /staff/outreach/7": json(row),
    });
    const done = vi.fn();
    const view = showAs(erika, <FollowUp row={row} onDone={done} />, de);
    fireEvent.input(view.getByLabelText("Kontakt eintragen"), { target: { value: "heute angerufen: ja" } });
    fireEvent.click(view.getByRole("button", { name: "in einer Woche" }));
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(posts(seen)[0]?.body).toMatchObject({ kind: "call", note: "ja" });
    expect(patches(seen)[0]?.body).toEqual({ next_step: "Anrufen", next_step_on: "2026-11-29" });
    expect(patches(seen)[0]?.headers.get("if-match")).toBe('"3"');
  });

  it("does not note the contact a second time when only planning failed", async () => {
    const seen = serve({
      "POST /staff/outreach/7/log": json({}, 201),
      "PATCH /staff/outreach/7": [problem(503, "not-ready"), json(row)],
    });
    const done = vi.fn();
    const view = showAs(erika, <FollowUp row={row} onDone={done} />, de);
    fireEvent.input(view.getByLabelText("Kontakt eintragen"), { target: { value: "ja" } });
    fireEvent.click(view.getByRole("button", { name: "morgen" }));
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await view.findByRole("alert");
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(posts(seen)).toHaveLength(1);
  });
});

describe("MoveDialog", () => {
  it("asks why something was declined, and shows that the reason is missing", async () => {
    const seen = serve({
      "PATCH /staff/outreach/7": [
        problem(422, "invalid", [{ pointer: "/reason", code: "reason_missing" }]),
        json({ ...row, stage: "declined" }),
      ],
    });
    const done = vi.fn();
    const view = showAs(
      erika,
      <MoveDialog row={row} to="declined" onDone={done} onClose={() => undefined} />,
      de,
    );
    const reason = view.getByLabelText(/Warum wurde abgelehnt/);
    fireEvent.click(view.getByRole("button", { name: "Stufe ändern" }));
    expect((await view.findByRole("alert")).textContent).toContain("Bitte schreiben Sie den Grund dazu.");
    expect(patches(seen)[0]?.body).toMatchObject({ stage: "declined", reason: null });
    fireEvent.input(reason, { target: { value: "Keine Zeit" } });
    fireEvent.click(view.getByRole("button", { name: "Stufe ändern" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(patches(seen)[1]?.body).toEqual({ stage: "declined", reason: "Keine Zeit", promised: null });
  });

  it("asks for no reason on the way forward", () => {
    const view = showAs(
      erika,
      <MoveDialog row={row} onDone={() => undefined} onClose={() => undefined} />,
      de,
    );
    expect((view.getByLabelText("Gespräch geführt") as HTMLInputElement).checked).toBe(true);
    expect(view.queryByLabelText(/Warum/)).toBeNull();
  });
});

describe("NewOutreach", () => {
  it("says at the measure that somebody is already on it", async () => {
    serve({
      "GET /measures": json({
        items: [{ number: 1, title: { text: "Öffnung", lang: "de", state: "original" } }],
      }),
      "POST /staff/outreach": problem(409, "conflict", [{ pointer: "/measure", code: "already_running" }]),
    });
    const view = showAs(
      erika,
      <NewOutreach
        organisation={{ value: "sv-musterdorf", label: "SV Musterdorf" }}
        measure="1"
        onDone={() => undefined}
        onClose={() => undefined}
      />,
      de,
    );
    fireEvent.click(view.getByRole("button", { name: "Anlegen" }));
    const said = (await view.findByRole("alert")).textContent;
    expect(said).toContain("Maßnahme: Diese Organisation wird für diese Maßnahme schon angesprochen.");
  });
});

describe("Board", () => {
  it("moves a card by its button", () => {
    const move = vi.fn();
    const view = showAs(erika, <Board rows={[row]} onMove={move} />, de);
    fireEvent.click(view.getByRole("button", { name: "Stufe ändern: SV Musterdorf" }));
    expect(move).toHaveBeenCalledWith(row);
  });

  it("offers nothing to who may only read", () => {
    const { container } = showAs(erika, <Board rows={[row]} />, de);
    expect(container.querySelector("button, [draggable=true]")).toBeNull();
  });
});
