import { fireEvent, waitFor } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import type { Problem } from "../../../api/client";
import type { OwnRegistration } from "../../../api/types";
import { show, speak } from "../../../ui/testing";
import { ChangeMine } from "./ChangeMine";

const de = await speak("de");
const mine = {
  name: "Anna",
  email: "anna@example.org",
  phone: null,
  party: 2,
  language: "pl",
  answers: {},
  state: "confirmed",
} as unknown as OwnRegistration;

function shown(of: Partial<OwnRegistration>, most: number, answer: Problem | null = null) {
  const change = vi.fn(async () => answer);
  const view = show(<ChangeMine mine={{ ...mine, ...of }} questions={[]} most={most} change={change} />, de);
  const choice = () => view.queryByLabelText(/Wie viele Personen/) as HTMLSelectElement | null;
  const save = () => fireEvent.submit(view.container.querySelector("form") as HTMLFormElement);
  return { view, change, choice, save };
}

describe("ChangeMine", () => {
  it("sends how many come only when that changed", async () => {
    const { change, choice, save } = shown({}, 4);
    save();
    await waitFor(() => expect(change).toHaveBeenCalledTimes(1));
    expect(change).not.toHaveBeenCalledWith(expect.objectContaining({ party: expect.anything() }));
    fireEvent.change(choice() as HTMLSelectElement, { target: { value: "3" } });
    save();
    await waitFor(() => expect(change).toHaveBeenLastCalledWith(expect.objectContaining({ party: 3 })));
  });

  it("offers as many as may come, and never fewer than do", () => {
    const offered = (...given: [Partial<OwnRegistration>, number]) =>
      [...(shown(...given).choice()?.options ?? [])].map((one) => one.value);
    expect(offered({}, 4)).toEqual(["1", "2", "3", "4"]);
    expect(offered({ party: 6 }, 4).at(-1)).toBe("6");
    expect(offered({ party: 1 }, 1)).toEqual([]);
  });

  it("says to who waits what more people mean, and to others nothing", () => {
    const hint = de.t("signup.party_waiting");
    expect(shown({ state: "waiting" }, 4).view.queryByText(hint)).not.toBeNull();
    expect(shown({}, 4).view.queryByText(hint)).toBeNull();
  });

  it("says at the field that so many seats are not free", async () => {
    const full = { type: "/problems/event-full", title: "", status: 409 };
    const { view, save } = shown({}, 4, full);
    save();
    await waitFor(() => expect(view.getAllByText(de.t("signup.party_full")).length).toBeGreaterThan(0));
  });
});
