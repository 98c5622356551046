import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { Calls } from "./Calls";
import type { Attendee } from "./types";

const de = await speakStaff("de", ["attendees"]);
const at = "2026-11-21T09:00:00+01:00";
const attendee = {
  id: "a".repeat(32),
  name: "Erika Mustermann",
  phone: null,
  calls: [
    { id: "1", kind: "moved_up", at },
    { id: "2", kind: "changed", at },
  ],
} as unknown as Attendee;
const editor = { ...erika, permissions: ["registrations.edit"] };

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
});

describe("Calls", () => {
  it("says what to tell, and settles what was shown and nothing else", async () => {
    const seen = serve({ [`POST /staff/events/12/registrations/${attendee.id}/calls`]: json(attendee) });
    const done = vi.fn();
    const view = showAs(editor, <Calls event={12} attendee={attendee} onDone={done} />, de);
    view.getByText("Ist nachgerückt und hat jetzt einen Platz.");
    view.getByText("Zeit oder Ort haben sich geändert.");
    view.getByText("Keine Telefonnummer bekannt.");
    fireEvent.click(view.getByRole("button", { name: "Gesagt: Erika Mustermann" }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(seen[0]?.body).toEqual({ calls: ["1", "2"] });
  });

  it("lets who only reads the list settle nothing", () => {
    const view = showAs(erika, <Calls event={12} attendee={attendee} onDone={vi.fn()} />, de);
    expect(view.queryByRole("button")).toBeNull();
  });
});
