import { act, fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TextField } from "../../ui/TextField/TextField";
import { type StaffText, TextsField } from "../../ui/TextsField/TextsField";
import { api, watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { DocumentForm } from "./DocumentForm";
import { useDocument } from "./useDocument";

const de = await speakStaff("de");

interface Thing {
  name: string;
  phone: string;
  title: StaffText[];
}
const stored: Thing = {
  name: "SV Musterdorf",
  phone: "",
  title: [
    { lang: "de", text: "Mitmachen", state: "original" },
    { lang: "en", text: "Join in", state: "reviewed" },
  ],
};
const labels = { name: "Name", phone: "Telefon", title: "Titel" };
/** Any document with an ETag will do; accounts are typed already. */
const read = async () => {
  const { data, etag } = await api.get("/accounts/{number}", { path: { number: 1 } });
  return { data: data as unknown as Thing, etag };
};

function Probe() {
  const doc = useDocument<Thing, Thing>({
    draft: "thing-1",
    read: { data: stored, etag: '"3"' },
    valuesOf: ({ name, phone, title }) => ({ name, phone, title }),
    again: read,
    save: async (patch, seen) => {
      const sent = await api.patch("/accounts/{number}", {
        path: { number: 1 },
        body: patch as object,
        seen,
      });
      return { data: sent.data as unknown as Thing, etag: sent.etag };
    },
  });
  return (
    <DocumentForm of={doc} labels={labels}>
      <TextField {...doc.form.field("name")} label="Name" />
      <TextField {...doc.form.field("phone")} label="Telefon" />
      <TextsField {...doc.form.field("title")} label="Titel" languages={["de", "en"]} />
    </DocumentForm>
  );
}

const none = { "GET /me/drafts": json({ items: [] }), "DELETE /me/drafts/thing-1": json(undefined, 204) };
const patches = (seen: Seen[]) => seen.filter(({ method }) => method === "PATCH");
const show = () => showAs(erika, <Probe />, de);
const type = (view: ReturnType<typeof show>, label: string, value: string) =>
  fireEvent.input(view.getByLabelText(label), { target: { value } });
const press = (view: ReturnType<typeof show>, name: string) =>
  fireEvent.click(view.getByRole("button", { name }));

/** Lets time pass (milliseconds). */
const pass = (time: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(time);
  });

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));
afterEach(() => vi.useRealTimers());

describe("useDocument", () => {
  it("sends only what changed, with the revision that was read", async () => {
    const seen = serve({
      ...none,
      "PATCH /accounts/1": json({ ...stored, phone: "1" }, 200, { etag: '"4"' }),
    });
    const view = show();
    type(view, "Telefon", "1");
    press(view, "Speichern");
    await view.findByText("Gespeichert.");
    expect(patches(seen)[0]?.body).toEqual({ phone: "1" });
    expect(patches(seen)[0]?.headers.get("if-match")).toBe('"3"');
    type(view, "Telefon", "2");
    press(view, "Speichern");
    await waitFor(() => expect(patches(seen)).toHaveLength(2));
    expect(patches(seen)[1]?.headers.get("if-match")).toBe('"4"');
  });

  it("sends of texts only the language that changed", async () => {
    const seen = serve({ ...none, "PATCH /accounts/1": json(stored, 200, { etag: '"4"' }) });
    const view = show();
    type(view, "Titel: English", "Take part");
    press(view, "Speichern");
    await waitFor(() => expect(patches(seen)).toHaveLength(1));
    expect(patches(seen)[0]?.body).toEqual({ title: [{ lang: "en", text: "Take part" }] });
  });

  it("shows what is wrong at its field and above the form, and keeps what was typed", async () => {
    serve({
      ...none,
      "PATCH /accounts/1": problem(422, "invalid", [{ pointer: "/name", code: "string_too_short" }]),
    });
    const view = show();
    type(view, "Name", "S");
    press(view, "Speichern");
    const summary = await view.findByRole("alert");
    expect(summary.textContent).toContain("Name: Diese Angabe ist zu kurz.");
    const field = view.getByLabelText("Name") as HTMLInputElement;
    expect(field.value).toBe("S");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    await waitFor(() => expect(document.activeElement).toBe(summary));
    fireEvent.click(view.getByText("Name: Diese Angabe ist zu kurz."));
    expect(document.activeElement).toBe(field);
  });

  it("says that there is no connection, and loses nothing", async () => {
    serve({ ...none, "PATCH /accounts/1": new TypeError("failed") });
    const view = show();
    type(view, "Name", "Neuer Name");
    press(view, "Speichern");
    expect((await view.findByRole("alert")).textContent).toContain("Keine Verbindung zum Server");
    expect((view.getByLabelText("Name") as HTMLInputElement).value).toBe("Neuer Name");
  });

  it("merges by itself when others changed other fields", async () => {
    const theirs = json({ ...stored, phone: "0631" }, 200, { etag: '"5"' });
    const seen = serve({
      ...none,
      "PATCH /accounts/1": [
        problem(412, "revision-mismatch"),
        json({ ...stored, name: "N" }, 200, { etag: '"6"' }),
      ],
      "GET /accounts/1": theirs,
    });
    const view = show();
    type(view, "Name", "N");
    press(view, "Speichern");
    await view.findByText("Gespeichert.");
    expect(patches(seen).map(({ body }) => body)).toEqual([{ name: "N" }, { name: "N" }]);
    expect(patches(seen)[1]?.headers.get("if-match")).toBe('"5"');
  });

  it("puts a field that both changed to choice, and sends the decision with the new revision", async () => {
    const theirs = { ...stored, name: "Ihr Name", phone: "Ihre Nummer" };
    const seen = serve({
      ...none,
      "PATCH /accounts/1": [problem(412, "revision-mismatch"), json(theirs, 200, { etag: '"6"' })],
      "GET /accounts/1": json(theirs, 200, { etag: '"5"' }),
    });
    const view = show();
    type(view, "Name", "Mein Name");
    type(view, "Telefon", "Meine Nummer");
    press(view, "Speichern");
    const dialog = await view.findByRole("dialog");
    expect(dialog.textContent).toContain("Mein Name");
    expect(dialog.textContent).toContain("Ihr Name");
    expect(patches(seen)).toHaveLength(1);
    const theirSides = view.getAllByLabelText(/Gespeicherte Fassung/);
    fireEvent.click(theirSides[0] as HTMLElement);
    press(view, "So speichern");
    await waitFor(() => expect(patches(seen)).toHaveLength(2));
    expect(patches(seen)[1]?.body).toEqual({ phone: "Meine Nummer" });
    expect(patches(seen)[1]?.headers.get("if-match")).toBe('"5"');
  });

  it("keeps a draft when typing rests, and forgets it when it was saved", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const seen = serve({
      ...none,
      "PUT /me/drafts/thing-1": json({}),
      "PATCH /accounts/1": json({ ...stored, phone: "12" }, 200, { etag: '"4"' }),
    });
    const view = show();
    type(view, "Telefon", "1");
    await pass(2000);
    type(view, "Telefon", "12");
    await pass(2000);
    const puts = () => seen.filter(({ method }) => method === "PUT");
    expect(puts()).toHaveLength(0);
    await pass(1500);
    expect(puts().map(({ body }) => body)).toEqual([{ base_revision: 3, values: { phone: "12" } }]);
    vi.useRealTimers();
    await view.findByText(/Als Entwurf gesichert um \d\d:\d\d Uhr/);
    press(view, "Speichern");
    await waitFor(() => expect(seen.some(({ method }) => method === "DELETE")).toBe(true));
  });

  it("brings a draft back, says from when it is and whether the original moved on", async () => {
    const draft = {
      key: "thing-1",
      base_revision: 2,
      values: { phone: "0631" },
      saved_at: "2026-11-22T13:02:00Z",
    };
    serve({ ...none, "GET /me/drafts": json({ items: [draft] }), "GET /me/drafts/thing-1": json(draft) });
    const view = show();
    await waitFor(() => expect((view.getByLabelText("Telefon") as HTMLInputElement).value).toBe("0631"));
    expect(view.container.textContent).toContain("Seitdem wurde das Original geändert");
    press(view, "Änderungen verwerfen");
    expect((view.getByLabelText("Telefon") as HTMLInputElement).value).toBe("");
  });

  it("saves by Ctrl+S", async () => {
    const seen = serve({ ...none, "PATCH /accounts/1": json(stored, 200, { etag: '"4"' }) });
    const view = show();
    type(view, "Telefon", "1");
    fireEvent.keyDown(document, { key: "s", ctrlKey: true });
    await waitFor(() => expect(patches(seen)).toHaveLength(1));
  });
});
