import { fireEvent } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { beforeEach, describe, expect, it } from "vitest";
import type { Option } from "../../ui/Choice/Choice";
import { watchSession } from "../api/client";
import { json, serve } from "../api/testing";
import { erika, showAs, speakStaff } from "../testing";
import { AreasField } from "./AreasField";
import { OrganisationField } from "./OrganisationField";

const de = await speakStaff("de", ["places"]);
const hit = (key: string, name: string) => ({ key, name, kind: "club", town: "Musterdorf" });

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

function Picker() {
  const [value, set] = useState<Option | null>(null);
  return (
    <>
      <OrganisationField name="organisation" label="Organisation" value={value} onChange={set} />
      <output>{value?.value ?? "niemand"}</output>
    </>
  );
}

describe("OrganisationField", () => {
  it("finds by a part of the name and is chosen by keys", async () => {
    serve({
      "GET /organisations": json({ items: [hit("sv", "SV Musterdorf"), hit("tv", "TV Musterdorf")] }),
      "GET /offices": json({ items: [] }),
    });
    const view = showAs(erika, <Picker />, de);
    const field = view.getByRole("combobox");
    fireEvent.input(field, { target: { value: "muster" } });
    await view.findByText("2 Treffer");
    expect(field.getAttribute("aria-expanded")).toBe("true");
    fireEvent.keyDown(field, { key: "ArrowDown" });
    const options = view.getAllByRole("option");
    expect(field.getAttribute("aria-activedescendant")).toBe(options[1]?.id);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(view.getByText("tv")).toBeTruthy();
    expect((field as HTMLInputElement).value).toBe("TV Musterdorf");
    fireEvent.input(field, { target: { value: "TV Muster" } });
    expect(view.getByText("niemand")).toBeTruthy();
  });

  it("says when there is nothing", async () => {
    serve({ "GET /organisations": json({ items: [] }), "GET /offices": json({ items: [] }) });
    const view = showAs(erika, <Picker />, de);
    fireEvent.input(view.getByRole("combobox"), { target: { value: "xyz" } });
    await view.findByText("Nichts gefunden.");
  });
});

function Areas({ first }: { first: string[] }) {
  const [value, set] = useState(first);
  return (
    <>
      <AreasField name="areas" label="Gebiete" value={value} onChange={set} />
      <output>{value.join(" ") || "Kreis"}</output>
    </>
  );
}

describe("AreasField", () => {
  it("goes from the whole county to single places and back", async () => {
    const place = (key: string, kind: string, parent: string | null) => ({
      key,
      kind,
      parent,
      name: key,
      official_name: key,
    });
    const items = [place("VG", "verbandsgemeinde", "Kreis"), place("Ort", "municipality", "VG")];
    serve({ "GET /areas": json({ items }) });
    const view = showAs(erika, <Areas first={[]} />, de);
    fireEvent.click(view.getByLabelText("in diesen Orten"));
    fireEvent.click(await view.findByLabelText("Ort"));
    expect(view.container.querySelector("output")?.textContent).toBe("Ort");
    fireEvent.click(view.getByLabelText("im ganzen Landkreis"));
    expect(view.container.querySelector("output")?.textContent).toBe("Kreis");
  });
});
