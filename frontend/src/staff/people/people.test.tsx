import { fireEvent, waitFor } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { json, problem, type Seen, serve } from "../api/testing";
import People from "../screens/account/People";
import Person from "../screens/account/Person";
import { erika, showAs, speakStaff } from "../testing";
import { limitOf, rowsOf, wishesOf } from "./rolesOf";

const de = await speakStaff("de", ["people"]);
const landstuhl = { key: "073355011", name: "Landstuhl" };
const role = {
  role: "area_staff",
  area: landstuhl,
  organisation: null,
  office: null,
  valid_from: "2026-01-01",
  valid_to: null,
  source: "local",
};
const lars = {
  id: 3,
  key: "account:3",
  email: "landstuhl@example.org",
  name: "Lars Landstuhl",
  language: "de",
  state: "active",
  roles: [role],
  factors: { totp: true, passkey: false },
  invited_until: null,
  demo: true,
  revision: 4,
};
const successor = { ...lars, id: 5, key: "account:5", name: "Anna Musterfrau", roles: [] };
const places = {
  "GET /areas": json({ items: [landstuhl] }),
  "GET /organisations": json({ items: [{ key: "sv", name: "SV Musterdorf" }] }),
  "GET /offices": json({ items: [] }),
  "GET /me/drafts": json({ items: [] }),
  "GET /accounts": json({ items: [lars, successor] }),
};
const person = { ...places, "GET /accounts/3": json(lars, 200, { etag: '"4"' }) };
const bodies = (seen: Seen[], method: string) =>
  seen.filter((one) => one.method === method).map(({ body }) => body);

describe("roles", () => {
  it("carry only the limit they need", () => {
    const rows = rowsOf([role]);
    expect(wishesOf(rows)).toEqual([{ role: "area_staff", area: "073355011" }]);
    expect(wishesOf([{ ...rows[0], role: "editor", valid_to: "2027-01-31" } as never])).toEqual([
      { role: "editor", valid_to: "2027-01-31" },
    ]);
    expect([limitOf("author"), limitOf("box_officer"), limitOf("admin")]).toEqual([
      "organisation",
      "office",
      null,
    ]);
  });
});

describe("people", () => {
  it("are listed with roles, limits and second factors", async () => {
    serve(places);
    const view = showAs(erika, <People />, de);
    const row = (await view.findByRole("link", { name: "Lars Landstuhl" })).closest("tr");
    expect(row?.textContent).toContain("Verbandsgemeinde (Landstuhl)");
    expect(row?.textContent).toContain("App");
  });

  it("are invited with a role and what it is limited to", async () => {
    const seen = serve({
      ...places,
      "POST /accounts": [
        problem(422, "invalid", [{ pointer: "/roles/0/area", code: "missing" }]),
        json(lars, 201),
      ],
    });
    const view = showAs(erika, <People />, de);
    fireEvent.click(await view.findByRole("button", { name: "Jemanden einladen" }));
    fireEvent.input(view.getByLabelText(/^Name/), { target: { value: "Lars" } });
    fireEvent.input(view.getByLabelText(/^E-Mail/), { target: { value: "l@example.org" } });
    fireEvent.change(view.getByLabelText("Rolle"), { target: { value: "area_staff" } });
    fireEvent.click(view.getByRole("button", { name: "Einladung senden" }));
    expect((await view.findByRole("alert")).textContent).toContain(
      "Rollen: Bei einer der Rollen fehlt, wofür sie gilt.",
    );
    fireEvent.change(view.getByLabelText("Verbandsgemeinde"), { target: { value: "073355011" } });
    fireEvent.click(view.getByRole("button", { name: "Einladung senden" }));
    await waitFor(() => expect(view.queryByRole("dialog")).toBeNull());
    expect(bodies(seen, "POST").at(-1)).toEqual({
      name: "Lars",
      email: "l@example.org",
      language: "de",
      roles: [{ role: "area_staff", area: "073355011" }],
    });
  });

  it("get their roles as a whole, with the revision that was read", async () => {
    const changed = json({ ...lars, roles: [], revision: 5 }, 200, { etag: '"5"' });
    const seen = serve({ ...person, "PUT /accounts/3/roles": changed });
    const view = showAs(erika, <Person number="3" />, de);
    fireEvent.click(await view.findByRole("button", { name: "Rolle wegnehmen" }));
    fireEvent.click(view.getByRole("button", { name: "Rollen speichern" }));
    await waitFor(() => expect(bodies(seen, "PUT")).toEqual([{ roles: [] }]));
    expect(seen.find(({ method }) => method === "PUT")?.headers.get("if-match")).toBe('"4"');
  });

  it("keep their own roles to others", async () => {
    serve(person);
    const view = showAs({ ...erika, key: "account:3" }, <Person number="3" />, de);
    await view.findByText(/Die eigenen Rollen ändert jemand anderes/);
    expect(view.queryByRole("button", { name: "Zugang beenden" })).toBeNull();
  });

  it("hand on what is open when they leave", async () => {
    const seen = serve({ ...person, "POST /accounts/3/end": json({ handed_on: 4 }) });
    const view = showAs(erika, <Person number="3" />, de);
    fireEvent.click(await view.findByRole("button", { name: "Zugang beenden" }));
    await view.findByRole("option", { name: "Anna Musterfrau" });
    fireEvent.change(view.getByLabelText("Nachfolge"), { target: { value: "5" } });
    fireEvent.click(view.getByRole("dialog").querySelector(".button-danger") as Element);
    await view.findByText("Der Zugang ist beendet. 4 Aufgaben wurden übergeben.");
    expect(bodies(seen, "POST")).toEqual([{ successor: 5 }]);
  });

  it("cannot all leave: the reason is said and the dialog stays", async () => {
    serve({ ...person, "POST /accounts/3/end": problem(409, "last-administrator") });
    const view = showAs(erika, <Person number="3" />, de);
    fireEvent.click(await view.findByRole("button", { name: "Zugang beenden" }));
    fireEvent.click(view.getByRole("dialog").querySelector(".button-danger") as Element);
    await view.findByText(/das einzige Konto mit Administration/);
    expect(view.getByRole("dialog")).toBeTruthy();
  });
});
