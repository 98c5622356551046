import { fireEvent, waitFor } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { VersionHistory } from "./VersionHistory";

const de = await speakStaff("de");
/** Newest first, each with the values its change replaced; now the name is C and the phone 2. */
const items = [
  {
    revision: 3,
    replaced_at: "2026-11-20T09:15:00Z",
    replaced_by: "account:7",
    replaced_by_name: "Petra Projekt",
    fields: ["name"],
    values: { name: "B" },
  },
  {
    revision: 2,
    replaced_at: "2026-11-02T14:40:00Z",
    replaced_by: "system:profile",
    replaced_by_name: null,
    fields: ["name", "phone"],
    values: { name: "A", phone: "1" },
  },
];

describe("VersionHistory", () => {
  const show = (onRestore = vi.fn(async () => undefined)) => {
    serve({ "GET /staff/versions": json({ items }) });
    const view = showAs(
      erika,
      <VersionHistory
        of={{ object_type: "organisation", object_key: "sv" }}
        values={{ name: "C", phone: "2" }}
        labels={{ name: "Name", phone: "Telefon" }}
        names={{}}
        onRestore={onRestore}
        onClose={() => undefined}
      />,
      de,
    );
    return { ...view, onRestore };
  };

  it("says of every change what it replaced and by what", async () => {
    const { findAllByRole } = show();
    const entries = (await findAllByRole("listitem")).map(({ textContent }) => textContent ?? "");
    expect(entries[0]).toMatch(/Petra Projekt.*NameB → C/);
    expect(entries[1]).toMatch(/System.*NameA → B.*Telefon1 → 2/);
  });

  it("tells what nobody edits here, in its own words, and does not take it back", async () => {
    const then = { ...items[0], fields: ["period"], values: { name: "C", phone: "2", period: "year" } };
    serve({ "GET /staff/versions": json({ items: [then] }) });
    const onRestore = vi.fn(async () => undefined);
    const { findByRole, getAllByRole } = showAs(
      erika,
      <VersionHistory
        of={{ object_type: "indicator", object_key: "2.1" }}
        values={{ name: "C", phone: "2" }}
        labels={{ name: "Name", phone: "Telefon" }}
        names={{}}
        fixed={{
          values: { period: "quarter" },
          labels: { period: "Wie oft" },
          say: (_, value) => (value === "year" ? "jedes Jahr" : "jedes Quartal"),
        }}
        onRestore={onRestore}
        onClose={() => undefined}
      />,
      de,
    );
    expect((await findByRole("listitem")).textContent).toContain("Wie oftjedes Jahr → jedes Quartal");
    fireEvent.click(getAllByRole("button", { name: "Diese Fassung wiederherstellen" })[0] as HTMLElement);
    fireEvent.click(getAllByRole("button", { name: "Diese Fassung wiederherstellen" }).at(-1) as HTMLElement);
    await waitFor(() => expect(onRestore).toHaveBeenCalledWith({ name: "C", phone: "2" }));
  });

  it("restores everything as it was before a change, not only the fields of that change", async () => {
    const { findAllByRole, getAllByRole, onRestore } = show();
    await findAllByRole("listitem");
    fireEvent.click(getAllByRole("button", { name: "Diese Fassung wiederherstellen" })[1] as HTMLElement);
    fireEvent.click(getAllByRole("button", { name: "Diese Fassung wiederherstellen" }).at(-1) as HTMLElement);
    await waitFor(() => expect(onRestore).toHaveBeenCalledOnce());
    expect(onRestore).toHaveBeenCalledWith({ name: "A", phone: "1" });
  });
});
