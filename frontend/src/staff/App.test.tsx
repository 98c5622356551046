import { act, cleanup, fireEvent, render, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "./App";
import { json, problem, type Seen, serve } from "./api/testing";
import { erika } from "./testing";

const methods = { password: true, passkey: true, oidc: null, refused: null };
const session = (state: string, more: object = {}) =>
  json({ state, methods, demo: null, factors: null, idle_seconds: 1800, left_seconds: null, ...more });
const demo = [
  { role: "editor", name: "Rana Redaktion", email: "redaktion@example.org", password: "p", code: "123456" },
];
const sent = (seen: Seen[], method: string, address: string) =>
  seen.filter((one) => one.method === method && one.address === address);
const inside = {
  "GET /me": json(erika),
  "GET /me/todo": json({ items: [] }),
  "GET /me/drafts": json({ items: [] }),
};

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/team");
  document.documentElement.lang = "de";
});
afterEach(cleanup);

describe("signing in", () => {
  it("is not thrown out by the wrong clock of a device", async () => {
    vi.useFakeTimers({ now: Date.parse("1999-01-01T00:00:00Z"), shouldAdvanceTime: true });
    try {
      serve({ ...inside, "GET /session": session("signed_in", { left_seconds: 600 }) });
      const view = render(<App />);
      await view.findByRole("heading", { level: 1 });
      await act(async () => void (await vi.advanceTimersByTimeAsync(60_000)));
      expect(view.queryByRole("dialog")).toBeNull();
      await act(async () => void (await vi.advanceTimersByTimeAsync(600_000)));
      expect((await view.findByRole("dialog")).textContent).toContain("Bitte melden Sie sich noch");
    } finally {
      vi.useRealTimers();
    }
  });

  it("asks for password and second factor, and opens the start page", async () => {
    const seen = serve({
      ...inside,
      "GET /session": session("signed_out"),
      "POST /session": session("second_factor", { factors: { totp: true, passkey: false } }),
      "POST /session/code": session("signed_in"),
    });
    const view = render(<App />);
    fireEvent.input(await view.findByLabelText("E-Mail"), { target: { value: "erika@example.org" } });
    fireEvent.input(view.getByLabelText("Passwort"), { target: { value: "vier ruhige Worte" } });
    fireEvent.click(view.getByRole("button", { name: "Anmelden" }));
    fireEvent.input(await view.findByLabelText("Code"), { target: { value: "123 456" } });
    fireEvent.click(view.getByRole("button", { name: "Bestätigen" }));
    await view.findByText("Guten Tag, Erika Mustermann");
    expect(sent(seen, "POST", "/session")[0]?.body).toEqual({
      email: "erika@example.org",
      password: "vier ruhige Worte",
    });
    expect(sent(seen, "POST", "/session/code")[0]?.body).toEqual({ code: "123456" });
  });

  it("says that it was refused without telling why, and keeps the address", async () => {
    serve({ "GET /session": session("signed_out"), "POST /session": problem(403, "sign-in-refused") });
    const view = render(<App />);
    fireEvent.input(await view.findByLabelText("E-Mail"), { target: { value: "erika@example.org" } });
    fireEvent.click(view.getByRole("button", { name: "Anmelden" }));
    expect((await view.findByRole("alert")).textContent).toContain(
      "E-Mail-Adresse und Passwort passen nicht",
    );
    expect((view.getByLabelText("E-Mail") as HTMLInputElement).value).toBe("erika@example.org");
  });

  it("fills in a demo role and its code at a click; without demo there is no list", async () => {
    serve({
      "GET /session": session("signed_out", { demo }),
      "POST /session": session("second_factor", { demo }),
    });
    const view = render(<App />);
    fireEvent.click(await view.findByRole("button", { name: /Redaktion/ }));
    expect((view.getByLabelText("E-Mail") as HTMLInputElement).value).toBe("redaktion@example.org");
    fireEvent.click(view.getByRole("button", { name: "Anmelden" }));
    expect(((await view.findByLabelText("Code")) as HTMLInputElement).value).toBe("123456");
    cleanup();
    serve({ "GET /session": session("signed_out") });
    const real = render(<App />);
    await real.findByLabelText("E-Mail");
    expect(real.container.textContent).not.toContain("Testbetrieb");
  });

  it("offers the sign-in of the house with the way back to this page", async () => {
    history.replaceState(null, "", "/team/massnahmen/3");
    serve({
      "GET /session": session("signed_out", { methods: { ...methods, oidc: { name: "Kreisverwaltung" } } }),
    });
    const link = (await render(<App />).findByRole("link", {
      name: "Anmelden mit Kreisverwaltung",
    })) as HTMLAnchorElement;
    expect(link.getAttribute("href")).toBe("/api/v1/session/oidc?next=%2Fteam%2Fmassnahmen%2F3");
  });

  it("speaks the language chosen before, and that of the account afterwards", async () => {
    localStorage.setItem("wik.team.lang", "en");
    serve({ "GET /session": session("signed_out") });
    await render(<App />).findByLabelText("Password");
    expect(document.documentElement.lang).toBe("en");
    cleanup();
    serve({ ...inside, "GET /session": session("signed_in") });
    await render(<App />).findByText("Guten Tag, Erika Mustermann");
    await waitFor(() => expect(document.documentElement.lang).toBe("de"));
  });
});

describe("first steps", () => {
  it("takes an invitation: the token leaves the address at once and travels in the body only", async () => {
    history.replaceState(null, "", "/team/einladung#geheim");
    const seen = serve({
      "GET /session": session("signed_out"),
      "POST /session/invitation-look": json({
        name: "Erika",
        email: "erika@example.org",
        roles: ["editor"],
        account: "new",
      }),
      "POST /session/invitation": [
        problem(422, "invalid", [{ pointer: "/password", code: "easily_guessed" }]),
        session("enrolment"),
      ],
    });
    const view = render(<App />);
    const password = await view.findByLabelText(/Neues Passwort/);
    expect(location.hash).toBe("");
    expect(view.container.textContent).toContain("Redaktion");
    fireEvent.input(password, { target: { value: "passwort1234" } });
    fireEvent.click(view.getByRole("button", { name: "Konto einrichten" }));
    expect((await view.findByRole("alert")).textContent).toContain("leicht zu erraten");
    fireEvent.click(view.getByRole("button", { name: "Konto einrichten" }));
    await view.findByRole("heading", { name: "Zweiten Faktor einrichten" });
    expect(seen.every(({ address }) => !address.includes("geheim"))).toBe(true);
    expect(sent(seen, "POST", "/session/invitation")[0]?.body).toMatchObject({
      token: "geheim",
      name: "Erika",
    });
  });

  it("meets somebody who is signed in: they sign out first, and the invitation is not lost", async () => {
    history.replaceState(null, "", "/team/einladung#geheim");
    const seen = serve({
      ...inside,
      "GET /session": [session("signed_in"), session("signed_out")],
      "DELETE /session": json(undefined, 204),
      "POST /session/invitation-look": json({
        name: "Rana",
        email: "r@example.org",
        roles: ["editor"],
        account: "new",
      }),
    });
    const view = render(<App />);
    fireEvent.click(await view.findByRole("button", { name: "Abmelden und Einladung annehmen" }));
    expect(((await view.findByLabelText(/Ihr Name/)) as HTMLInputElement).value).toBe("Rana");
    expect(sent(seen, "DELETE", "/session")).toHaveLength(1);
  });

  it("says that an invitation no longer works", async () => {
    history.replaceState(null, "", "/team/einladung#alt");
    serve({
      "GET /session": session("signed_out"),
      "POST /session/invitation-look": problem(404, "link-refused"),
    });
    await render(<App />).findByText(/Diese Einladung gilt nicht mehr/);
  });

  it("sets up an app: key and picture, the first code as proof, then the codes to print", async () => {
    serve({
      ...inside,
      "GET /session": [session("enrolment"), session("signed_in")],
      "POST /me/totp": json(
        { secret: "ABCDEFGH", uri: "otpauth://totp/x", qr: "data:image/svg+xml;base64,PHN2Zy8+" },
        201,
      ),
      "POST /me/totp/confirmation": json({ recovery_codes: ["abcd-efgh", "jkmn-pqrs"] }),
    });
    const view = render(<App />);
    fireEvent.click(await view.findByRole("button", { name: "App einrichten" }));
    await view.findByText("ABCD EFGH");
    expect(view.getByRole("img", { name: "Bild zum Einlesen mit der App" })).toBeTruthy();
    fireEvent.input(view.getByLabelText("Code aus der App"), { target: { value: "123456" } });
    fireEvent.click(view.getByRole("button", { name: "Bestätigen" }));
    await view.findByText("abcd-efgh");
    fireEvent.click(view.getByRole("button", { name: "Weiter" }));
    await view.findByText("Guten Tag, Erika Mustermann");
  });
});

describe("in the middle of work", () => {
  const start = async (replies: Record<string, Response | Response[]>) => {
    history.replaceState(null, "", "/team/konto");
    const seen = serve({ ...inside, ...replies });
    const view = render(<App />);
    const name = (await view.findByLabelText(/Ihr Name/)) as HTMLInputElement;
    fireEvent.input(name, { target: { value: "Erika Beispiel" } });
    fireEvent.click(view.getByRole("button", { name: "Speichern" }));
    const dialog = await view.findByRole("dialog");
    await view.findByLabelText("E-Mail");
    return { view, seen, name, dialog };
  };

  it("asks to sign in over the page, keeps what was typed, and then does what was wanted", async () => {
    const { view, seen, name, dialog } = await start({
      "GET /session": [session("signed_in"), session("signed_out")],
      "PATCH /me": [problem(401, "not-signed-in"), json({ ...erika, name: "Erika Beispiel" })],
      "POST /session": session("signed_in"),
    });
    expect(dialog.textContent).toContain("Was Sie geschrieben haben, bleibt");
    expect(name.value).toBe("Erika Beispiel");
    fireEvent.click(view.getByRole("button", { name: "Anmelden" }));
    await view.findByText("Gespeichert.");
    expect(view.queryByRole("dialog")).toBeNull();
    expect(sent(seen, "PATCH", "/me").map(({ body }) => body)).toEqual(
      Array(2).fill({ name: "Erika Beispiel" }),
    );
  });

  it("does nothing in the name of somebody else who signs in there", async () => {
    const reload = vi.spyOn(location, "reload").mockImplementation(() => undefined);
    const { view, seen } = await start({
      "GET /session": [session("signed_in"), session("signed_out")],
      "GET /me": [json(erika), json({ ...erika, key: "account:8" })],
      "PATCH /me": problem(401, "not-signed-in"),
      "POST /session": session("signed_in"),
    });
    fireEvent.click(view.getByRole("button", { name: "Anmelden" }));
    await waitFor(() => expect(reload).toHaveBeenCalledOnce());
    expect(sent(seen, "PATCH", "/me")).toHaveLength(1);
  });

  it("goes back to the page without signing in, with nothing lost and the reason said", async () => {
    const { view, name } = await start({
      "GET /session": [session("signed_in"), session("signed_out")],
      "PATCH /me": problem(401, "not-signed-in"),
    });
    fireEvent.click(view.getByRole("button", { name: "Ohne Anmeldung zurück zur Seite" }));
    expect((await view.findByRole("alert")).textContent).toContain("Sie sind abgemeldet");
    expect(name.value).toBe("Erika Beispiel");
  });
});

describe("the shell", () => {
  it("shows in the navigation what the person may open, and nothing else", async () => {
    serve({
      ...inside,
      "GET /session": session("signed_in"),
      "GET /me": json({ ...erika, permissions: ["audit.read"] }),
    });
    const view = render(<App />);
    await view.findByText("Guten Tag, Erika Mustermann");
    const links = [...view.getByRole("navigation").querySelectorAll("a")].map(
      ({ textContent }) => textContent,
    );
    expect(links).toEqual(["Zu tun", "Protokoll"]);
  });

  it("does not open what the person may not, whatever the address", async () => {
    history.replaceState(null, "", "/team/konten");
    const seen = serve({ ...inside, "GET /session": session("signed_in") });
    await render(<App />).findByText("Das haben wir nicht gefunden");
    expect(sent(seen, "GET", "/accounts")).toHaveLength(0);
  });

  it("keeps the chosen language in the account", async () => {
    const seen = serve({
      ...inside,
      "GET /session": session("signed_in"),
      "PATCH /me": json({ ...erika, language: "en" }),
    });
    const view = render(<App />);
    fireEvent.change(await view.findByLabelText("Sprache"), { target: { value: "en" } });
    await view.findByText("Hello, Erika Mustermann", {}, { timeout: 5000 });
    expect(sent(seen, "PATCH", "/me")[0]?.body).toEqual({ language: "en" });
    expect(sent(seen, "PATCH", "/me")[0]?.headers.get("if-match")).toBe('"1"');
  });

  it("signs out", async () => {
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    const seen = serve({
      ...inside,
      "GET /session": session("signed_in"),
      "DELETE /session": json(undefined, 204),
    });
    fireEvent.click(await render(<App />).findByRole("button", { name: "Abmelden", hidden: true }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/team"));
    expect(sent(seen, "DELETE", "/session")).toHaveLength(1);
  });
});
