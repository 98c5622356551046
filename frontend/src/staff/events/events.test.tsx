import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, problem, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { Dates } from "./Dates";
import { EventForm } from "./EventForm";
import { changeOf, type EventDocument, valuesOf } from "./model";
import { QuestionsField } from "./QuestionsField";
import { ruleOf, SeriesForm } from "./SeriesForm";
import { States } from "./States";

const de = await speakStaff("de", ["planning", "places", "events"]);
const text = (words: string) => [{ lang: "de", text: words, state: "original" as const }];
const event: EventDocument = {
  id: 12,
  revision: 3,
  kind: "training",
  state: "draft",
  moves: ["published", "archived"],
  title: text("Vereinsgründung"),
  area: "073355009",
  area_name: "Weilerbach",
  place: null,
  first_at: null,
  last_at: null,
  trainer: null,
  registration: true,
  capacity: 20,
  taken: 0,
  waiting: 0,
  source: null,
  description: [],
  topic: null,
  audiences: [],
  target_groups: [],
  languages: [],
  organiser: null,
  organiser_name: null,
  measure: null,
  working_group: null,
  venue: null,
  venue_name: null,
  street: null,
  postal_code: null,
  town: null,
  position: null,
  access: "unknown",
  picture: null,
  picture_alt: [],
  materials: [],
  getting_there: [],
  online: false,
  online_link: null,
  price_cents: 0,
  childcare: false,
  women_only: false,
  opens_at: null,
  closes_at: "2026-12-04T12:00:00+01:00",
  most_in_party: 5,
  offer_hours: 24,
  waiting_limit: 0,
  mode: "auto",
  questions: [],
  retention_days: 30,
  missing_since: null,
  share_needed: 80,
  sessions: [
    {
      id: 31,
      revision: 2,
      starts_at: "2026-12-05T18:00:00+01:00",
      ends_at: "2026-12-05T20:30:00+01:00",
      state: "planned",
      note: [],
    },
  ],
};
const asked = (state: EventDocument["state"]) => ({
  event: { ...event, state },
  put: vi.fn(),
  reload: vi.fn(),
});

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

describe("States", () => {
  it("publishes after a second thought, and says why it cannot be", async () => {
    const seen = serve({
      "PATCH /staff/events/12": [
        problem(409, "conflict", [{ pointer: "/state", code: "date_missing" }]),
        json({ ...event, state: "published" }),
      ],
    });
    const put = vi.fn();
    const view = showAs(erika, <States read={{ data: event, etag: '"3"' }} put={put} />, de);
    fireEvent.click(view.getByRole("button", { name: "Veröffentlichen" }));
    expect(seen).toHaveLength(0);
    const [, confirm] = view.getAllByRole("button", { name: "Veröffentlichen" });
    fireEvent.click(confirm as HTMLElement);
    await view.findByText("Tragen Sie zuerst einen Termin ein.");
    fireEvent.click(confirm as HTMLElement);
    await waitFor(() => expect(put).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ state: "published" });
    expect(seen[0]?.headers.get("if-match")).toBe('"3"');
  });
});

describe("States of an event people are signed up for", () => {
  it("says what archiving does, and that it is to be cancelled first", async () => {
    serve({
      "PATCH /staff/events/12": problem(409, "conflict", [{ pointer: "/state", code: "people_signed_up" }]),
    });
    const view = showAs(erika, <States read={{ data: event, etag: '"3"' }} put={vi.fn()} />, de);
    fireEvent.click(view.getByRole("button", { name: "Ins Archiv" }));
    view.getByText(/niemand bekommt Nachricht/);
    fireEvent.click(view.getAllByRole("button", { name: "Ins Archiv" })[1] as HTMLElement);
    await view.findByText(/Sagen Sie die Veranstaltung zuerst ab/);
  });

  it("asks whether a course takes place that is missing from its file, and keeps the answer", async () => {
    const seen = serve({ "PATCH /staff/events/12": json(event) });
    const put = vi.fn();
    const missing: EventDocument = {
      ...event,
      state: "published",
      moves: ["cancelled", "archived"],
      taken: 3,
      missing_since: "2026-11-30T09:00:00+01:00",
    };
    const view = showAs(erika, <States read={{ data: missing, etag: '"3"' }} put={put} />, de);
    view.getByText(/Seit dem 30\. November 2026 fehlt/);
    fireEvent.click(view.getByRole("button", { name: "Findet statt" }));
    await waitFor(() => expect(put).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ missing_since: null });
  });
});

describe("QuestionsField", () => {
  it("makes a sensitive question voluntary", () => {
    const question = {
      key: "q1",
      kind: "text" as const,
      label: text("Essen?"),
      purpose: text("Küche"),
      choices: [],
    };
    const asked = [{ ...question, required: true, sensitivity: "ordinary" as const, retention_days: null }];
    const change = vi.fn();
    const field = { name: "questions", label: "Fragen", onChange: change };
    const view = showAs(erika, <QuestionsField {...field} value={asked} />, de);
    fireEvent.click(view.getByLabelText(/^Besonders geschützt/));
    expect(change.mock.calls[0]?.[0][0]).toMatchObject({ sensitivity: "special", required: false });
    const special = asked.map((one) => ({ ...one, required: false, sensitivity: "special" as const }));
    const again = showAs(erika, <QuestionsField {...field} value={special} />, de);
    expect((again.getByLabelText("Muss beantwortet werden") as HTMLInputElement).disabled).toBe(true);
  });
});

describe("Dates", () => {
  it("cancels one date that people know, with its own revision", async () => {
    const seen = serve({ "PATCH /staff/events/12/sessions/31": json(event) });
    const given = asked("published");
    const view = showAs(erika, <Dates {...given} mayEdit />, de);
    expect(view.queryByRole("button", { name: "Löschen" })).toBeNull();
    fireEvent.click(view.getByRole("button", { name: "Fällt aus" }));
    fireEvent.click(view.getAllByRole("button", { name: "Fällt aus" })[1] as HTMLElement);
    await waitFor(() => expect(given.put).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ state: "cancelled" });
    expect(seen[0]?.headers.get("if-match")).toBe('"2"');
  });

  it("moves a date with both times, which belong together", async () => {
    const seen = serve({ "PATCH /staff/events/12/sessions/31": json(event) });
    const given = asked("draft");
    const view = showAs(erika, <Dates {...given} mayEdit />, de);
    fireEvent.click(view.getByRole("button", { name: /^Bearbeiten/ }));
    fireEvent.input(view.getByLabelText(/^Ende/), { target: { value: "2026-12-05T21:00" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(given.put).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ starts_at: "2026-12-05T18:00", ends_at: "2026-12-05T21:00" });
  });

  it("keeps the translations of a note, and sends only the language that was changed", async () => {
    const seen = serve({ "PATCH /staff/events/12/sessions/31": json(event) });
    const given = asked("draft");
    const note = [...text("Hausschuhe"), { lang: "pl", text: "Kapcie", state: "reviewed" as const }];
    given.event = { ...given.event, sessions: event.sessions.map((one) => ({ ...one, note })) };
    const view = showAs(erika, <Dates {...given} mayEdit />, de);
    fireEvent.click(view.getByRole("button", { name: /^Bearbeiten/ }));
    fireEvent.click(view.getByRole("button", { name: /Polski|Polnisch/ }));
    const polish = view.getByLabelText(/: polski/i) as HTMLInputElement;
    expect(polish.value).toBe("Kapcie");
    fireEvent.input(polish, { target: { value: "Proszę zabrać kapcie" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(given.put).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ note: [{ lang: "pl", text: "Proszę zabrać kapcie" }] });
  });

  it("offers nothing once the event is over", () => {
    const view = showAs(erika, <Dates {...asked("held")} mayEdit />, de);
    expect(view.queryAllByRole("button")).toHaveLength(0);
  });
});

describe("SeriesForm", () => {
  it("writes rules as calendars do", () => {
    expect(ruleOf("WEEKLY", "2026-12-07T18:00", "2027-01-31")).toBe("FREQ=WEEKLY;UNTIL=20270131");
    expect(ruleOf("FORTNIGHTLY", null, "2027-01-31")).toBe("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270131");
    expect(ruleOf("MONTHLY", "2026-12-08T18:00", "2027-01-31")).toBe("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270131");
    expect(ruleOf("MONTHLY", "2026-12-31T18:00", "2027-01-31")).toBe(
      "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20270131",
    );
  });

  it("shows the dates and which fall on a holiday before anything is added", async () => {
    const dates = [
      { starts_at: "2026-12-18T18:00:00+01:00", ends_at: "2026-12-18T20:00:00+01:00", holiday: null },
      {
        starts_at: "2026-12-25T18:00:00+01:00",
        ends_at: "2026-12-25T20:00:00+01:00",
        holiday: "Erster Weihnachtstag",
      },
    ];
    const seen = serve({
      "POST /staff/events/12/series/preview": json({ dates }),
      "POST /staff/events/12/series": json(event, 201),
    });
    const done = vi.fn();
    const view = showAs(erika, <SeriesForm event={12} onDone={done} onClose={() => undefined} />, de);
    const fill = (label: RegExp, value: string) =>
      fireEvent.input(view.getByLabelText(label), { target: { value } });
    fill(/^Beginn/, "2026-12-18T18:00");
    fill(/^Ende/, "2026-12-18T20:00");
    fill(/^Bis/, "2026-12-31");
    fireEvent.click(view.getByRole("button", { name: "Termine zeigen" }));
    await view.findByText(/Erster Weihnachtstag/);
    fireEvent.click(view.getByRole("button", { name: "1 Termin eintragen" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(seen.map(({ address }) => address)).toEqual([
      "/staff/events/12/series/preview",
      "/staff/events/12/series",
    ]);
    expect(seen[1]?.body).toEqual(seen[0]?.body);
    expect(seen[0]?.body).toMatchObject({ rule: "FREQ=WEEKLY;UNTIL=20261231", skip_holidays: true });
  });
});

describe("EventForm", () => {
  const showForm = () => {
    const put = vi.fn();
    return { put, view: showAs(erika, <EventForm read={{ data: event, etag: '"3"' }} put={put} />, de) };
  };
  const rest = {
    "GET /areas": json({ items: [], next: null }),
    "GET /measures": json({ items: [], next: null }),
    "GET /staff/event-trainers": json({ items: [] }),
    "GET /staff/working-groups": json({ items: [], next: null }),
  };

  it("takes the place of an organisation from the directory", async () => {
    const hall = { key: "buergerhaus", name: "Bürgerhaus", kind: "association", town: "Weilerbach" };
    const seen = serve({
      ...rest,
      "GET /organisations": json({ items: [hall] }),
      "GET /offices": json({ items: [] }),
      "GET /organisations/buergerhaus": json({
        ...hall,
        street: "Rummelstraße 15",
        postal_code: "67685",
        position: [7.63, 49.48],
        barrier_free: "yes",
        areas: [{ key: "073355011" }],
      }),
      "PATCH /staff/events/12": json({ ...event, venue: "buergerhaus" }),
    });
    const { put, view } = showForm();
    fireEvent.input(view.getByRole("combobox", { name: "Findet statt bei" }), {
      target: { value: "Bürger" },
    });
    fireEvent.click(await view.findByRole("option", { name: /Bürgerhaus/ }));
    await waitFor(() =>
      expect((view.getByLabelText("Straße und Hausnummer") as HTMLInputElement).value).toBe(
        "Rummelstraße 15",
      ),
    );
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(put).toHaveBeenCalled());
    expect(seen.find(({ method }) => method === "PATCH")?.body).toEqual({
      venue: "buergerhaus",
      place: "Bürgerhaus",
      street: "Rummelstraße 15",
      postal_code: "67685",
      town: "Weilerbach",
      position: [7.63, 49.48],
      access: "yes",
      area: "073355011",
    });
  });

  it("says for whom it is meant above all", async () => {
    const seen = serve({ ...rest, "PATCH /staff/events/12": json(event) });
    const { put, view } = showForm();
    fireEvent.click(view.getByLabelText("Frauen"));
    fireEvent.click(view.getByLabelText("Geflüchtete"));
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    await waitFor(() => expect(put).toHaveBeenCalled());
    expect(seen.find(({ method }) => method === "PATCH")?.body).toEqual({
      target_groups: ["women", "refugees"],
    });
  });
});

describe("changeOf", () => {
  const whole = valuesOf(event);

  it("shows times as the clock on the wall and sends nothing for what is empty", () => {
    expect(whole.closes_at).toBe("2026-12-04T12:00");
    expect(changeOf({ town: " ", measure: "", trainer: "5", description: [] }, whole)).toEqual({
      town: null,
      measure: null,
      trainer: 5,
      description: null,
    });
    expect(changeOf({ registration: false }, whole)).toEqual({
      registration: false,
      capacity: null,
      waiting_limit: 0,
    });
  });

  it("sends questions in German alone, and new answers without a code", () => {
    const question = {
      key: null,
      kind: "choice" as const,
      label: [...text("Essen?"), { lang: "pl", text: "Jedzenie?", state: "reviewed" as const }],
      purpose: text("Küche"),
      required: false,
      sensitivity: "ordinary" as const,
      retention_days: null,
      choices: [{ code: "", label: text("Alles") }],
    };
    expect(changeOf({ questions: [question] }, whole).questions).toEqual([
      {
        ...question,
        label: [{ lang: "de", text: "Essen?" }],
        purpose: [{ lang: "de", text: "Küche" }],
        choices: [{ code: null, label: [{ lang: "de", text: "Alles" }] }],
      },
    ]);
  });
});
