import { describe, expect, it } from "vitest";
import { changeOf, type OrganisationDocument, valuesOf } from "./model";
import { parsePosition } from "./PositionField";

const club: OrganisationDocument = {
  key: "tv-musterdorf",
  kind: "club",
  name: "TV Musterdorf",
  areas: [{ key: "073355008", name: "Ramstein-Miesenbach" }],
  county_wide: false,
  town: "Musterdorf",
  contacts: 0,
  confirmed_on: null,
  valid_from: null,
  valid_to: null,
  revision: 3,
  club_type: "sport",
  description: [{ lang: "de", text: "Turnen", state: "original" }],
  languages: ["de"],
  site: null,
  email: null,
  phone: "06371 5701",
  street: null,
  postal_code: null,
  position: [7.55, 49.44],
  barrier_free: "unknown",
  opening_hours: [],
  opening_exceptions: [],
  inclusion_since: null,
  part_of: null,
};

describe("changes of an organisation", () => {
  it("empties what was emptied and leaves out what was not touched", () => {
    const values = valuesOf(club);
    expect(changeOf({ phone: " " }, { ...values, phone: " " })).toEqual({ phone: null });
  });

  it("takes a description without any text away as a whole", () => {
    const description = [{ lang: "de", text: "", state: "original" as const }];
    expect(changeOf({ description }, { ...valuesOf(club), description })).toEqual({ description: null });
  });

  it("forgets the type of a club that is none any more", () => {
    const values = { ...valuesOf(club), kind: "network" };
    expect(changeOf({ kind: "network" }, values)).toEqual({ kind: "network", club_type: null });
  });

  it("sends the German note of an exception only: its translations stay on the server", () => {
    const note = [
      { lang: "de", text: "Heiligabend", state: "original" as const },
      { lang: "pl", text: "Wigilia", state: "machine" as const },
    ];
    const opening_exceptions = [{ date: "2026-12-24", opens: null, closes: null, note }];
    const change = changeOf({ opening_exceptions }, { ...valuesOf(club), opening_exceptions });
    expect(change.opening_exceptions?.[0]?.note).toEqual([{ lang: "de", text: "Heiligabend" }]);
  });

  it("names no area for one that is there for the whole county", () => {
    expect(valuesOf({ ...club, county_wide: true }).areas).toEqual([]);
    expect(valuesOf(club).areas).toEqual(["073355008"]);
  });
});

describe("parsePosition", () => {
  it("reads what maps show, latitude first", () => {
    expect(parsePosition("49.44, 7.55")).toEqual([7.55, 49.44]);
    expect(parsePosition("49,44; 7,55")).toEqual([7.55, 49.44]);
    expect(parsePosition("49.44 7.55")).toEqual([7.55, 49.44]);
    expect(parsePosition(" ")).toBeNull();
  });

  it("refuses what is no place on earth", () => {
    expect(parsePosition("Rathaus")).toBeUndefined();
    expect(parsePosition("95.1, 7.5")).toBeUndefined();
    expect(parsePosition("49.44")).toBeUndefined();
  });
});
