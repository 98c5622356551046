import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { AuditFilters, type Filters } from "./AuditFilters";

const de = await speakStaff("de", ["system"]);
const none: Filters = { object_type: "", object_key: "", actor: "", from: "", to: "" };
const optionsOf = (field: HTMLElement) =>
  [...(field as HTMLSelectElement).options].map(({ textContent }) => textContent);

beforeEach(() => {
  watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
  serve({ "GET /staff/colleagues": json({ items: [{ account: 3, name: "Lars Landstuhl" }] }) });
});

describe("AuditFilters", () => {
  it("offers words and names, and asks for their codes", async () => {
    let asked = none;
    const apply = (filters: Filters) => {
      asked = filters;
    };
    const view = showAs(erika, <AuditFilters given={none} onApply={apply} />, de);
    const kind = view.getByLabelText("Art des Eintrags");
    const person = view.getByLabelText("Person");
    await waitFor(() => expect(optionsOf(person)).toContain("Lars Landstuhl"));
    expect(optionsOf(kind)).toContain("Maßnahme");
    expect(optionsOf(kind).join()).not.toContain("measure");
    fireEvent.change(kind, { target: { value: "measure" } });
    fireEvent.change(person, { target: { value: "account:3" } });
    fireEvent.click(view.getByRole("button", { name: "Anzeigen" }));
    expect(asked).toEqual({ ...none, object_type: "measure", actor: "account:3" });
  });

  it("keeps a chosen actor who is no person in the list", () => {
    const given = { ...none, actor: "system:profile" };
    const view = showAs(erika, <AuditFilters given={given} onApply={() => undefined} />, de);
    expect((view.getByLabelText("Person") as HTMLSelectElement).value).toBe("system:profile");
    expect(optionsOf(view.getByLabelText("Person"))).toContain("Profil des Landkreises");
  });
});
