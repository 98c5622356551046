import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import CoursesScreen from "../screens/eventimports/Courses";
import { erika, showAs, speakStaff } from "../testing";
import type { Source } from "./useCourses";

const de = await speakStaff("de", ["eventimports", "planning", "places", "events"]);
const kvhs: Source = {
  source: "kvhs",
  courses: 212,
  kind: "training",
  organiser: "kvhs-kaiserslautern",
  organiser_name: "Kreisvolkshochschule",
};
const step = (action: "create" | "archive", external_id: string, title: string) => ({
  action,
  external_id,
  title,
  event: null,
  fields: [],
});
const SEEN = {
  digest: "9a0b",
  counts: { create: 1, change: 0, same: 0, archive: 1, stay_archived: 0 },
  steps: [step("create", "F1", "Töpfern"), step("archive", "K2", "Nähen")],
  faults: [],
  ignored: [],
};

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

const started = async (items: Source[]) => {
  const seen = serve({
    "GET /staff/event-import-sources": json({ items }),
    "POST /staff/event-import-previews": json(SEEN),
    "POST /staff/event-imports": json(SEEN),
  });
  const view = showAs(erika, <CoursesScreen />, de);
  const file = await view.findByLabelText(/^Datei/);
  const sent = (method: string, address: string) =>
    seen.filter((one) => one.method === method && one.address === address).map(({ body }) => body);
  const choose = async () => {
    fireEvent.change(file, { target: { files: [new File(["a"], "kurse.csv")] } });
    await view.findByText("Gewählt: kurse.csv");
  };
  return { view, sent, choose };
};

describe("CoursesScreen", () => {
  it("begins with what the source began with, and says what would be archived before it is", async () => {
    const { view, sent, choose } = await started([kvhs]);
    await choose();
    expect(sent("POST", "/staff/event-import-previews")).toHaveLength(0);
    fireEvent.click(view.getByRole("button", { name: "Datei ansehen" }));
    await view.findByText(/Keiner der Kurse, die von „kvhs“ da sind/);
    expect(sent("POST", "/staff/event-import-previews")[0]).toMatchObject({
      source: "kvhs",
      kind: "training",
      organiser: "kvhs-kaiserslautern",
    });
    fireEvent.click(view.getByRole("button", { name: "Übernehmen (2)" }));
    expect(view.getByRole("dialog").textContent).toContain("K2: Nähen");
    expect(view.getByRole("dialog").textContent).not.toContain("Töpfern");
    expect(sent("POST", "/staff/event-imports")).toHaveLength(0);
    const [, confirm] = view.getAllByRole("button", { name: "Übernehmen (2)" });
    fireEvent.click(confirm as HTMLElement);
    await view.findByText("Die Kurse sind übernommen und öffentlich.");
    expect(sent("POST", "/staff/event-imports")[0]).toMatchObject({ source: "kvhs", digest: "9a0b" });
  });

  it("takes a file of a new source under a name of its own", async () => {
    const { view, sent, choose } = await started([kvhs]);
    await choose();
    fireEvent.change(view.getByLabelText(/^Woher/), { target: { value: "+" } });
    const name = view.getByLabelText(/^Kurzname/);
    for (const [typed, fault] of [
      ["Familien Bildung", /^Nur kleine Buchstaben/],
      ["kvhs", /^Diese Quelle gibt es schon/],
    ] as const) {
      fireEvent.input(name, { target: { value: typed } });
      fireEvent.click(view.getByRole("button", { name: "Datei ansehen" }));
      expect((await view.findAllByText(fault)).length).toBeGreaterThan(0);
    }
    expect(sent("POST", "/staff/event-import-previews")).toHaveLength(0);
    fireEvent.input(name, { target: { value: "familienbildung" } });
    fireEvent.change(view.getByLabelText(/^Was neue Kurse/), { target: { value: "encounter" } });
    fireEvent.click(view.getByRole("button", { name: "Datei ansehen" }));
    await waitFor(() => expect(sent("POST", "/staff/event-import-previews")).toHaveLength(1));
    const [preview] = sent("POST", "/staff/event-import-previews");
    expect(preview).toMatchObject({ source: "familienbildung", kind: "encounter" });
    expect(preview).not.toHaveProperty("organiser");
  });

  it("forgets what was looked at when something else is said of the file", async () => {
    const { view, choose } = await started([kvhs]);
    await choose();
    fireEvent.click(view.getByRole("button", { name: "Datei ansehen" }));
    await view.findByText("Das würde geschehen");
    fireEvent.change(view.getByLabelText(/^Was neue Kurse/), { target: { value: "encounter" } });
    await waitFor(() => expect(view.queryByText("Das würde geschehen")).toBeNull());
  });
});
