import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { InviteGroup } from "./InviteGroup";

const de = await speakStaff("de", ["attendees"]);
const INVITATIONS = "POST /staff/events/12/invitations";

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
});

function invite(answer: Response) {
  const seen = serve({ [INVITATIONS]: answer });
  const done = vi.fn();
  const view = showAs(erika, <InviteGroup event={12} onDone={done} />, de);
  const press = () => {
    const buttons = view.getAllByRole("button", { name: "Arbeitsgruppe einladen" });
    fireEvent.click(buttons[buttons.length - 1] as HTMLElement);
  };
  press();
  expect(seen).toHaveLength(0);
  press();
  return { view, done };
}

describe("InviteGroup", () => {
  it("says how many were invited and who has to be told", async () => {
    const names = ["Max Beispiel", "Ioana Beispiel"];
    const { view, done } = invite(json({ invited: 2, waiting: 1, known: 1, without_mail: names }));
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(view.getAllByRole("status")[0]?.textContent).toBe(
      "2 Personen eingeladen. 1 Person steht auf der Warteliste. Ohne E-Mail-Adresse, bitte selbst Bescheid sagen: Max Beispiel, Ioana Beispiel",
    );
  });

  it("says it when there is no room for all", async () => {
    const full = { type: "/problems/event-full", title: "x", status: 409, detail: "x" };
    const { view, done } = invite(json(full, 409));
    await waitFor(() => expect(view.getByText(/Dafür sind nicht genug Plätze frei/)).toBeTruthy());
    expect(done).not.toHaveBeenCalled();
  });
});
