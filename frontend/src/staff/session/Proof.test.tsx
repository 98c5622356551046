import { cleanup, fireEvent, render, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { App } from "../App";
import { json, problem, type Seen, serve } from "../api/testing";
import { erika } from "../testing";

const methods = { password: true, passkey: true, oidc: null, refused: null };
const session = (more: object = {}) =>
  json({
    state: "signed_in",
    methods,
    demo: null,
    factors: { totp: true, passkey: false, password: true },
    idle_seconds: 1800,
    left_seconds: null,
    ...more,
  });
const needed = () => problem(403, "fresh-proof-needed");
const row = {
  id: 4,
  name: "Auswertung",
  scopes: ["measures.read"],
  area: null,
  created_on: "2026-11-22",
  expires_on: "2027-02-20",
  last_used_on: null,
};
const inside = {
  "GET /me": json(erika),
  "GET /me/todo": json({ items: [] }),
  "GET /me/drafts": json({ items: [] }),
  "GET /areas": json({ items: [], next: null }),
  "GET /tokens": json({ items: [] }),
};
const sent = (seen: Seen[], address: string) =>
  seen.filter((one) => one.method === "POST" && one.address === address);

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/team/token");
  document.documentElement.lang = "de";
});
afterEach(cleanup);

/** Fills in a new token, which the server does not make before a fresh proof. */
async function makeToken() {
  const view = render(<App />);
  fireEvent.input(await view.findByLabelText(/Wofür/), { target: { value: "Auswertung" } });
  fireEvent.click(view.getByLabelText("Maßnahmen lesen"));
  fireEvent.click(view.getByRole("button", { name: "Schlüssel anlegen" }));
  const dialog = await view.findByRole("dialog");
  return { view, dialog };
}

describe("a fresh proof", () => {
  it("is asked for in place, keeps what was typed, and the wish is sent once more", async () => {
    const seen = serve({
      ...inside,
      "GET /session": session(),
      "POST /tokens": [needed(), json({ ...row, token: "wik_geheim" }, 201)],
      "POST /session/password": [problem(403, "sign-in-refused"), session()],
    });
    const { view, dialog } = await makeToken();
    expect(dialog.textContent).toContain("Bitte bestätigen Sie, dass Sie es sind");
    const password = await view.findByLabelText("Passwort");
    fireEvent.input(password, { target: { value: "falsch" } });
    fireEvent.click(view.getByRole("button", { name: "Bestätigen" }));
    await waitFor(() => expect(dialog.textContent).toContain("Das Passwort stimmt nicht."));
    expect((view.getByLabelText(/Wofür/) as HTMLInputElement).value).toBe("Auswertung");
    fireEvent.input(password, { target: { value: "vier ruhige Worte" } });
    fireEvent.click(view.getByRole("button", { name: "Bestätigen" }));
    await view.findByText("wik_geheim");
    expect(view.queryByRole("dialog")).toBeNull();
    expect(sent(seen, "/session/password").at(-1)?.body).toEqual({ password: "vier ruhige Worte" });
    const [first, second] = sent(seen, "/tokens");
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers.get("idempotency-key")).toBe(first?.headers.get("idempotency-key"));
  });

  it("may be a code, too", async () => {
    const seen = serve({
      ...inside,
      "GET /session": session(),
      "POST /tokens": [needed(), json({ ...row, token: "wik_geheim" }, 201)],
      "POST /session/code": session(),
    });
    const { view } = await makeToken();
    fireEvent.click(await view.findByRole("button", { name: "Lieber mit einem Code" }));
    fireEvent.input(view.getByLabelText("Code"), { target: { value: "123 456" } });
    fireEvent.click(view.getByRole("button", { name: "Bestätigen" }));
    await view.findByText("wik_geheim");
    expect(sent(seen, "/session/code")[0]?.body).toEqual({ code: "123456" });
  });

  it("may be refused: the request fails and what was typed stays", async () => {
    serve({ ...inside, "GET /session": session(), "POST /tokens": needed() });
    const { view } = await makeToken();
    fireEvent.click(view.getByRole("button", { name: "Schließen" }));
    await view.findByText("Dafür müssen Sie noch einmal bestätigen, dass Sie es sind.");
    expect((view.getByLabelText(/Wofür/) as HTMLInputElement).value).toBe("Auswertung");
  });

  it("leads those without a password to the sign-in of the house, in a tab of its own", async () => {
    serve({
      ...inside,
      "GET /session": session({
        methods: { ...methods, oidc: { name: "Kreis" } },
        factors: { totp: false, passkey: false, password: false },
      }),
      "POST /tokens": [needed(), json({ ...row, token: "wik_geheim" }, 201)],
    });
    const { view } = await makeToken();
    const link = await view.findByRole("link", { name: "Bei Kreis neu anmelden (neuer Tab)" });
    expect(link.getAttribute("href")).toBe("/api/v1/session/oidc?again=true");
    expect(link.getAttribute("target")).toBe("_blank");
    expect(view.queryByLabelText("Passwort")).toBeNull();
    fireEvent.click(view.getByRole("button", { name: "Ich bin neu angemeldet" }));
    await view.findByText("wik_geheim");
  });

  it("becomes signing in again when the session has ended meanwhile", async () => {
    serve({
      ...inside,
      "GET /session": [session(), session(), session({ state: "signed_out", factors: null })],
      "POST /tokens": needed(),
      "POST /session/password": problem(401, "not-signed-in"),
    });
    const { view } = await makeToken();
    fireEvent.input(await view.findByLabelText("Passwort"), { target: { value: "vier ruhige Worte" } });
    fireEvent.click(view.getByRole("button", { name: "Bestätigen" }));
    await view.findByText("Bitte melden Sie sich noch einmal an");
    await view.findByLabelText("E-Mail");
  });
});

describe("the identity provider's refusal", () => {
  it("is said with its code, which leaves the address", async () => {
    history.replaceState(null, "", "/team?refused=unknown_account");
    serve({ ...inside, "GET /session": session({ state: "signed_out", factors: null }) });
    const view = render(<App />);
    await view.findByText(/Nennen Sie der Administration diesen Grund: unknown_account/);
    expect(location.search).toBe("");
  });

  it("repeats nothing that is no code", async () => {
    history.replaceState(null, "", "/team?refused=%3Cb%3ERufen%20Sie%20an");
    serve({ ...inside, "GET /session": session({ state: "signed_out", factors: null }) });
    const view = render(<App />);
    await view.findByLabelText("E-Mail");
    expect(view.queryByText(/Rufen Sie an/)).toBeNull();
  });
});
