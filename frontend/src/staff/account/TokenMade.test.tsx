import { fireEvent, waitFor } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { json, problem, serve } from "../api/testing";
import Tokens from "../screens/account/Tokens";
import { erika, showAs, speakStaff } from "../testing";
import { curlFor } from "./TokenMade";

const de = await speakStaff("de", ["account"]);
const areas = { "GET /areas": json({ items: [{ key: "073355011", name: "Landstuhl" }], next: null }) };
const row = {
  id: 1,
  name: "Statistik",
  scopes: ["measures.read"],
  area: null,
  created_on: "2026-11-22",
  expires_on: "2027-02-20",
  last_used_on: null,
};

describe("tokens", () => {
  it("come with a curl that asks something the person may read", () => {
    expect(curlFor("wik_x", "https://kreis.example", ["measures.read"])).toBe(
      'curl -H "Authorization: Bearer wik_x" "https://kreis.example/api/v1/staff/measures"',
    );
    expect(curlFor("wik_x", "https://kreis.example", [])).toContain("/api/v1/me");
  });

  it("are made with what was chosen, and shown once", async () => {
    const seen = serve({
      ...areas,
      "GET /tokens": [json({ items: [] }), json({ items: [row] })],
      "POST /tokens": json({ ...row, token: "wik_geheim" }, 201),
    });
    const view = showAs(erika, <Tokens />, de);
    await view.findByText("Noch kein Schlüssel angelegt.");
    fireEvent.input(view.getByLabelText(/Wofür/), { target: { value: "Statistik" } });
    fireEvent.click(view.getByLabelText("Maßnahmen lesen"));
    fireEvent.click(view.getByRole("button", { name: "Schlüssel anlegen" }));
    await view.findByText("wik_geheim");
    expect(seen.find(({ method }) => method === "POST")?.body).toEqual({
      name: "Statistik",
      scopes: ["measures.read"],
      area: null,
      days: 90,
    });
    await view.findByText("Statistik");
  });

  it("say what is missing at its field", async () => {
    serve({
      ...areas,
      "GET /tokens": json({ items: [] }),
      "POST /tokens": problem(422, "invalid", [
        { pointer: "/scopes", code: "too_short" },
        { pointer: "/name", code: "string_too_short" },
      ]),
    });
    const view = showAs(erika, <Tokens />, de);
    fireEvent.click(await view.findByRole("button", { name: "Schlüssel anlegen" }));
    const alert = await view.findByRole("alert");
    expect(alert.textContent).toContain("Darf: Diese Angabe fehlt.");
    expect(alert.textContent).toContain("Wofür: Diese Angabe fehlt.");
  });

  it("are deleted after a second thought", async () => {
    const seen = serve({
      ...areas,
      "GET /tokens": [json({ items: [row] }), json({ items: [] })],
      "DELETE /tokens/1": json(undefined, 204),
    });
    const view = showAs(erika, <Tokens />, de);
    fireEvent.click(await view.findByRole("button", { name: "Löschen" }));
    fireEvent.click(view.getByRole("dialog").querySelector(".button-danger") as Element);
    await waitFor(() => expect(seen.some(({ method }) => method === "DELETE")).toBe(true));
    await view.findByText("Noch kein Schlüssel angelegt.");
  });
});
