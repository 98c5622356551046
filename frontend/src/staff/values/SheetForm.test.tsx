import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { SheetForm } from "./SheetForm";
import { sheetOf } from "./testing";

const de = await speakStaff("de", ["values"]);
const trainer = { ...erika, permissions: ["observations.read", "observations.enter"] };
const manager = { ...erika, permissions: [...trainer.permissions, "observations.approve"] };
const posts = (seen: Seen[]) => seen.filter(({ method }) => method === "POST");
const SHEET = "/staff/observations/12";

function form(sheet = sheetOf(), me = trainer) {
  const [saved, moved] = [vi.fn(), vi.fn()];
  const read = { data: sheet, etag: `"${sheet.revision}"` };
  const view = showAs(me, <SheetForm read={read} saved={saved} moved={moved} />, de);
  const type = (name: string, value: string) =>
    fireEvent.input(view.getByLabelText(`Zahl: ${name}`), { target: { value } });
  const press = (name: string) => fireEvent.click(view.getByRole("button", { name }));
  return { ...view, saved, moved, type, press };
}

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

describe("SheetForm", () => {
  it("saves the cells that changed with what was read as If-Match", async () => {
    const seen = serve({ [`PATCH ${SHEET}`]: json(sheetOf({ revision: 4 }), 200, { etag: '"4"' }) });
    const view = form();
    view.type("Frauen", "12");
    view.press("Speichern");
    await waitFor(() => expect(view.saved).toHaveBeenCalled());
    const patch = seen.find(({ method }) => method === "PATCH");
    expect(patch?.headers.get("if-match")).toBe('"3"');
    expect(patch?.body).toEqual({
      cells: [expect.objectContaining({ dims: "f", status: "value", numerator: 12 })],
    });
  });

  it("does not send what is no number, and keeps it where it was typed", async () => {
    const seen = serve({});
    const view = form();
    view.type("Frauen", "zwölf");
    view.press("Speichern");
    await waitFor(() =>
      expect(view.getByRole("alert").textContent).toContain("Frauen: Bitte geben Sie eine Zahl ein."),
    );
    expect(seen.filter(({ method }) => method === "PATCH")).toEqual([]);
    expect((view.getByLabelText("Zahl: Frauen") as HTMLInputElement).value).toBe("zwölf");
  });

  it("says at the cell what the server finds while something is typed; a reason explains a warning", async () => {
    const jump = { level: "warn", dims: "f", field: "numerator", code: "jump", hint: "" };
    const seen = serve({ [`POST ${SHEET}/checks`]: json({ findings: [jump] }) });
    const view = form(
      sheetOf({ before: [{ ...sheetOf({ working: [{ dims: "f", numerator: 2 }] }).working[0] }] as never }),
    );
    view.type("Frauen", "120");
    await waitFor(() => expect(view.getByText("Bitte begründen:")).toBeTruthy());
    expect(view.getByText("zuletzt: 2")).toBeTruthy();
    expect(posts(seen)[0]?.body).toEqual({ cells: [expect.objectContaining({ dims: "f", numerator: 120 })] });
    fireEvent.input(view.getByLabelText("Begründung: Frauen"), { target: { value: "Zwei Kurse mehr" } });
    await waitFor(() => expect(view.getByText("Begründet:")).toBeTruthy());
  });

  it("shows a refusal of the server at the cell it is about", async () => {
    const refused = problem(422, "invalid", [{ pointer: "/cells/1/numerator", code: "more_than_all" }]);
    serve({ [`PATCH ${SHEET}`]: refused });
    const view = form();
    view.type("Frauen", "1");
    view.type("Männer", "2");
    view.press("Speichern");
    await waitFor(() =>
      expect(view.getByRole("alert").textContent).toContain("Männer: Das sind mehr als alle"),
    );
  });

  it("puts both values side by side when somebody else was first", async () => {
    const theirs = sheetOf({ revision: 5, working: [{ dims: "f", numerator: 30 }] });
    const seen = serve({
      [`PATCH ${SHEET}`]: [
        problem(412, "revision-mismatch"),
        json(sheetOf({ revision: 6 }), 200, { etag: '"6"' }),
      ],
      [`GET ${SHEET}`]: json(theirs, 200, { etag: '"5"' }),
    });
    const view = form();
    view.type("Frauen", "12");
    view.press("Speichern");
    const dialog = await view.findByRole("dialog");
    expect(dialog.textContent).toContain("12");
    expect(dialog.textContent).toContain("30");
    view.press("So speichern");
    await waitFor(() => expect(view.saved).toHaveBeenCalled());
    const last = seen.filter(({ method }) => method === "PATCH").pop();
    expect(last?.headers.get("if-match")).toBe('"5"');
    expect(last?.body).toEqual({ cells: [expect.objectContaining({ dims: "f", numerator: 12 })] });
  });

  it("asks why before what is in force is corrected, and only lets who approves do it", async () => {
    const approved = { dims: "f", numerator: 4, approved_at: "2026-07-03T10:12:00+02:00" };
    const sheet = sheetOf({ state: "approved", in_force: [approved], moves: ["save"] });
    serve({});
    const other = form(sheet);
    other.press("Korrigieren");
    expect((other.getByLabelText("Zahl: Frauen") as HTMLInputElement).disabled).toBe(true);
    expect((other.getByLabelText("Zahl: Männer") as HTMLInputElement).disabled).toBe(false);
    const view = form(sheet, manager);
    view.press("Korrigieren");
    view.type("Frauen", "5");
    expect(view.getByText("bisher freigegeben: 4")).toBeTruthy();
    expect(view.getByText(/Sie ändern einen Wert, der gilt/)).toBeTruthy();
  });
});

describe("the way of a sheet", () => {
  const waiting = { state: "submitted" as const, working: [{ dims: "f", numerator: 12 }] };

  it("is handed in with a reason where a warning is left", async () => {
    const running = { level: "warn" as const, dims: null, field: "period", code: "period_running", hint: "" };
    const seen = serve({ [`POST ${SHEET}/submission`]: json(sheetOf({ state: "submitted" })) });
    const view = form(sheetOf({ working: waiting.working, findings: [running] }));
    view.press("Einreichen");
    const dialog = await view.findByRole("dialog");
    const confirm = [...dialog.querySelectorAll("button")].find(
      ({ textContent }) => textContent === "Einreichen",
    );
    fireEvent.click(confirm as Element);
    expect(dialog.textContent).toContain("Diese Angabe fehlt.");
    expect(posts(seen)).toEqual([]);
    fireEvent.input(dialog.querySelector("textarea") as Element, { target: { value: "Vorläufig" } });
    fireEvent.click(confirm as Element);
    await waitFor(() => expect(view.moved).toHaveBeenCalled());
    expect(posts(seen)[0]?.body).toEqual({ reason: "Vorläufig" });
  });

  it("is not handed in while something does not fit, whatever is written to explain it", async () => {
    const low = {
      level: "block" as const,
      dims: "_T",
      field: "numerator",
      code: "parts_below_total",
      hint: "",
    };
    serve({});
    const working = [...waiting.working, { dims: "_T", numerator: 99, reason: "so gezählt" }];
    const view = form(sheetOf({ working, findings: [low] }));
    view.press("Einreichen");
    const dialog = await view.findByRole("dialog");
    expect(dialog.textContent).toContain("Die Teile ergeben weniger als das Ganze.Zusammen");
    expect(dialog.querySelector("textarea")).toBeNull();
  });

  it("says once what several cells have in common, and only notices it where nothing is asked any more", async () => {
    const jump = (dims: string) => ({
      level: "warn" as const,
      dims,
      field: "numerator",
      code: "jump",
      hint: "",
    });
    const working = [...waiting.working, { dims: "_T", numerator: 12 }];
    serve({});
    const view = form(sheetOf({ working, findings: [jump("f"), jump("_T")] }));
    view.press("Einreichen");
    const dialog = await view.findByRole("dialog");
    expect(dialog.textContent?.match(/großer Sprung/g)).toHaveLength(1);
    expect([...dialog.querySelectorAll("li")].map((one) => one.textContent)).toEqual(["Frauen", "Zusammen"]);
    const read = form(sheetOf({ working, state: "submitted", findings: [jump("f")] }), manager);
    expect(read.getByText("Fällt auf:")).toBeTruthy();
  });

  it("says why the person who entered counts of people cannot approve them", () => {
    serve({});
    const view = form(sheetOf({ ...waiting, moves: ["save", "return"] }), manager);
    expect(view.getByText(/Vier Augen/)).toBeTruthy();
    expect(view.queryByRole("button", { name: "Freigeben" })).toBeNull();
  });

  it("says so when the server refuses because of four eyes", async () => {
    serve({ [`POST ${SHEET}/approval`]: problem(409, "conflict", [{ pointer: "", code: "four_eyes" }]) });
    const view = form(sheetOf({ ...waiting, moves: ["approve", "return"] }), manager);
    view.press("Freigeben");
    await waitFor(() => expect(view.getByText(/Vier Augen/)).toBeTruthy());
    expect(view.moved).not.toHaveBeenCalled();
  });

  it("goes back only with a reason", async () => {
    const seen = serve({ [`POST ${SHEET}/return`]: json(sheetOf({ state: "returned" })) });
    const view = form(sheetOf({ ...waiting, moves: ["approve", "return"] }), manager);
    view.press("Zurückgeben");
    const dialog = await view.findByRole("dialog");
    fireEvent.input(dialog.querySelector("textarea") as Element, { target: { value: "Die Liste fehlt." } });
    fireEvent.click(
      [...dialog.querySelectorAll("button")].find(
        ({ textContent }) => textContent === "Zurückgeben",
      ) as Element,
    );
    await waitFor(() => expect(view.moved).toHaveBeenCalled());
    expect(posts(seen)[0]?.body).toEqual({ reason: "Die Liste fehlt." });
  });
});
