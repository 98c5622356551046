import { fireEvent, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { Comparison } from "./Comparison";
import { ContactForm } from "./ContactForm";
import { HoursField } from "./HoursField";
import type { ContactDocument, OpeningHours, OrganisationDocument } from "./model";
import { NewScreen } from "./NewScreen";
import { OrganisationForm } from "./OrganisationForm";

const de = await speakStaff("de", ["places"]);
const club: OrganisationDocument = {
  key: "tv-musterdorf",
  kind: "club",
  name: "TV Musterdorf",
  areas: [{ key: "073355008", name: "Ramstein-Miesenbach" }],
  county_wide: false,
  town: "Musterdorf",
  contacts: 0,
  confirmed_on: null,
  valid_from: null,
  valid_to: null,
  revision: 3,
  club_type: null,
  description: null,
  languages: [],
  site: null,
  email: null,
  phone: "06371 5701",
  street: null,
  postal_code: null,
  position: null,
  barrier_free: "unknown",
  opening_hours: [],
  opening_exceptions: [],
  inclusion_since: null,
  part_of: null,
};
const person: ContactDocument = {
  key: "9a41",
  organisation: club.key,
  name: "Erika Mustermann",
  role: null,
  email: "erika@example.org",
  phone: null,
  internal_email: null,
  internal_phone: null,
  internal_note: null,
  consent_on: "2026-03-02",
  revision: 4,
};
const areas = { "GET /areas": json({ items: [] }), "GET /me/drafts": json({ items: [] }) };
const changes = (seen: Seen[]) => seen.filter(({ method }) => method === "PATCH" || method === "POST");

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T09:00:00Z") });
});

describe("OrganisationForm", () => {
  const show = () =>
    showAs(erika, <OrganisationForm read={{ data: club, etag: '"3"' }} put={() => undefined} />, de);

  it("sends only what was changed", async () => {
    const seen = serve({ ...areas, "PATCH /staff/organisations/tv-musterdorf": json(club) });
    const view = show();
    fireEvent.input(view.getByLabelText("Telefon"), { target: { value: "" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(changes(seen)).toHaveLength(1));
    expect(changes(seen)[0]?.body).toEqual({ phone: null });
    expect(changes(seen)[0]?.headers.get("if-match")).toBe('"3"');
  });

  it("says in plain words what the server refused, at the field", async () => {
    serve({
      ...areas,
      "PATCH /staff/organisations/tv-musterdorf": problem(422, "invalid", [
        { pointer: "/postal_code", code: "postal_code_format" },
      ]),
    });
    const view = show();
    fireEvent.input(view.getByLabelText("Postleitzahl"), { target: { value: "123" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    const summary = await view.findByRole("alert");
    expect(summary.textContent).toContain("Postleitzahl: Eine Postleitzahl hat fünf Ziffern.");
    expect((view.getByLabelText("Postleitzahl") as HTMLInputElement).value).toBe("123");
  });

  it("confirms all details with one click", async () => {
    const seen = serve({ ...areas, "PATCH /staff/organisations/tv-musterdorf": json(club) });
    const view = show();
    fireEvent.click(view.getByRole("button", { name: "Alle Angaben stimmen" }));
    await waitFor(() => expect(changes(seen)).toHaveLength(1));
    expect(changes(seen)[0]?.body).toEqual({ confirmed_on: "2026-11-22" });
  });
});

describe("ContactForm", () => {
  it("takes a person out of the public by taking consent away", async () => {
    const seen = serve({ "PATCH /staff/contacts/9a41": json(person) });
    const done = vi.fn();
    const view = showAs(
      erika,
      <ContactForm organisation={club.key} contact={person} onDone={done} onClose={() => undefined} />,
      de,
    );
    fireEvent.click(view.getByRole("checkbox"));
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(changes(seen)[0]?.body).toEqual({ consent_on: null });
  });

  it("makes nobody public without a tick", async () => {
    const seen = serve({ "POST /staff/organisations/tv-musterdorf/contacts": json(person, 201) });
    const done = vi.fn();
    const view = showAs(
      erika,
      <ContactForm organisation={club.key} contact={undefined} onDone={done} onClose={() => undefined} />,
      de,
    );
    fireEvent.input(view.getByLabelText(/^Name/), { target: { value: "Max Beispiel" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(changes(seen)[0]?.body).toMatchObject({ name: "Max Beispiel", consent_on: null, role: null });
  });
});

describe("HoursField", () => {
  it("adds a second time in the afternoon and copies Monday to the other working days", () => {
    const monday: OpeningHours = { weekday: 1, opens: "08:00", closes: "12:00" };
    const saturday: OpeningHours = { weekday: 6, opens: "10:00", closes: "11:00" };
    const change = vi.fn();
    const props = { name: "opening_hours", label: "Zeiten", onChange: change };
    const view = showAs(erika, <HoursField {...props} value={[monday, saturday]} />, de);
    fireEvent.click(view.getByRole("button", { name: "Zeit hinzufügen: Montag" }));
    expect(change.mock.lastCall?.[0]).toContainEqual({ weekday: 1, opens: "14:00", closes: "16:00" });
    fireEvent.click(view.getByRole("button", { name: /Montag für Dienstag/ }));
    const [copied] = change.mock.lastCall as [OpeningHours[]];
    const days = copied.map(({ weekday }) => weekday);
    expect(days.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("NewScreen", () => {
  it("says that one's own area ends here when the server knows of nothing there", async () => {
    serve({
      ...areas,
      "GET /staff/organisations": json({ items: [] }),
      "POST /staff/organisations": problem(404, "not-found"),
    });
    const view = showAs(erika, <NewScreen screen="/team/organisationen/neue" offices={false} />, de);
    fireEvent.input(view.getByLabelText(/^Name/), { target: { value: "SV Anderswo" } });
    fireEvent.click(view.getByRole("button", { name: "Anlegen" }));
    expect((await view.findByRole("alert")).textContent).toContain("in Ihrem eigenen Gebiet");
  });
});

describe("Comparison", () => {
  it("merges into the chosen one, only after a second thought", async () => {
    const other = { ...club, key: "turnverein-musterdorf", name: "Turnverein Musterdorf", revision: 8 };
    const seen = serve({
      "GET /staff/organisations/tv-musterdorf": json(club),
      "GET /staff/organisations/turnverein-musterdorf": json(other),
      "POST /staff/organisations/turnverein-musterdorf/merge": json(club),
    });
    const merged = vi.fn();
    const view = showAs(erika, <Comparison first={club.key} second={other.key} onMerged={merged} />, de);
    fireEvent.click(await view.findByRole("button", { name: "Zusammenführen" }));
    expect(changes(seen)).toHaveLength(0);
    const dialog = within(view.getByRole("dialog"));
    fireEvent.click(dialog.getByRole("button", { name: "Zusammenführen" }));
    await waitFor(() => expect(merged).toHaveBeenCalled());
    expect(changes(seen)[0]?.body).toEqual({ into: "tv-musterdorf" });
    expect(changes(seen)[0]?.headers.get("if-match")).toBe('"8"');
  });
});
