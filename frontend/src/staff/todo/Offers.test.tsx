import { describe, expect, it } from "vitest";
import type { Me } from "../session/session";
import { erika, showAs, speakStaff } from "../testing";
import { Offers } from "./Offers";

const de = await speakStaff("de", ["todo"]);
const holding = (role: string, permissions: string[]): Me => ({
  ...erika,
  permissions,
  roles: erika.roles.map((one) => ({ ...one, role }) as (typeof erika.roles)[number]),
});
const linksOf = (me: Me) =>
  showAs(me, <Offers />, de)
    .getAllByRole("link")
    .map((link) => link.getAttribute("href"));

describe("Offers", () => {
  it("leads only where the person may go, and always to the own account", () => {
    const own = ["/team/konto?teil=anmeldung", "/team/konto?teil=vertretung"];
    expect(linksOf(holding("trainer", []))).toEqual(own);
    expect(linksOf(holding("evaluator", ["measures.read", "status.read"]))).toEqual([
      "/team/massnahmen",
      "/team/sachstand",
      ...own,
    ]);
  });

  it("says what is still to come only to whom it concerns", () => {
    expect(showAs(holding("box_officer", []), <Offers />, de).container.textContent).toContain(
      "Kummerkasten",
    );
    expect(showAs(holding("evaluator", []), <Offers />, de).queryByText("Was noch kommt")).toBeNull();
  });
});
