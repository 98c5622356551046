import { fireEvent, waitFor } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { Deputies } from "./Deputies";

const de = await speakStaff("de", ["account"]);
const row = {
  id: 3,
  account: 9,
  name: "Max Beispiel",
  given: false,
  valid_from: "2026-11-22",
  valid_to: "2026-12-06",
  accepted: false,
};
const list = (items: object[], colleagues: object[] = []) => json({ items, colleagues });

describe("deputies", () => {
  it("accept what they are asked", async () => {
    const seen = serve({
      "GET /me/deputies": [list([row]), list([{ ...row, accepted: true }])],
      "POST /me/deputies/3/acceptance": json({ ...row, accepted: true }),
    });
    const view = showAs(erika, <Deputies />, de);
    await view.findByText("wartet auf Zusage");
    fireEvent.click(view.getByRole("button", { name: "Vertretung zusagen" }));
    fireEvent.click(view.getByRole("dialog").querySelector(".button-main, .form-actions button") as Element);
    await view.findByText("zugesagt");
    expect(seen.some(({ address }) => address === "/me/deputies/3/acceptance")).toBe(true);
    expect(view.queryByRole("button", { name: "Vertretung zusagen" })).toBeNull();
  });

  it("are not accepted by whoever asks", async () => {
    serve({ "GET /me/deputies": list([{ ...row, given: true }]) });
    const view = showAs(erika, <Deputies />, de);
    await view.findByText("wartet auf Zusage");
    expect(view.queryByRole("button", { name: "Vertretung zusagen" })).toBeNull();
    expect(view.getByRole("button", { name: "Vertretung beenden" })).not.toBeNull();
  });

  it("are asked by mail address, or chosen among those with the same role", async () => {
    const seen = serve({
      "GET /me/deputies": list([], [{ account: 9, name: "Max Beispiel" }]),
      "POST /me/deputies": json(row, 201),
    });
    const view = showAs(erika, <Deputies />, de);
    fireEvent.input(await view.findByLabelText(/E-Mail/), { target: { value: "x@example.org" } });
    fireEvent.input(view.getByLabelText(/Letzter Tag/), { target: { value: "2026-12-06" } });
    fireEvent.click(view.getByRole("button", { name: "Vertretung eintragen" }));
    await view.findByText(/Die Anfrage steht jetzt/);
    fireEvent.change(view.getByLabelText(/Wer vertritt Sie/), { target: { value: "9" } });
    expect(view.queryByLabelText(/E-Mail/)).toBeNull();
    fireEvent.input(view.getByLabelText(/Letzter Tag/), { target: { value: "2026-12-07" } });
    fireEvent.click(view.getByRole("button", { name: "Vertretung eintragen" }));
    const posts = () => seen.filter(({ method }) => method === "POST").map(({ body }) => body);
    await waitFor(() => expect(posts()).toHaveLength(2));
    expect(posts()).toEqual([
      { email: "x@example.org", valid_from: null, valid_to: "2026-12-06" },
      { account: 9, valid_from: null, valid_to: "2026-12-07" },
    ]);
  });
});
