import { describe, expect, it } from "vitest";
import type { Organisation } from "../../../api/types";
import { show, speak } from "../../../ui/testing";
import { Contact, siteAddress } from "./Contact";
import { Hours } from "./Hours";
import { countByArea } from "./OrganisationMap";

const de = await speak("de");
const empty = {
  street: null,
  postal_code: null,
  town: null,
  phone: null,
  email: null,
  site: null,
  contacts: [],
  opening_hours: [],
  opening_exceptions: [],
} as unknown as Organisation;

describe("organisations", () => {
  it("count in each of their areas; those of the whole county in none", () => {
    const items = [
      { county_wide: false, areas: [{ key: "a" }, { key: "b" }] },
      { county_wide: false, areas: [{ key: "a" }] },
      { county_wide: true, areas: [{ key: "a" }] },
    ] as unknown as Organisation[];
    expect([...countByArea(items)]).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });

  it("are linked with a scheme, never by script", () => {
    expect(siteAddress("www.wir-im-landkreis.de")).toBe("https://www.wir-im-landkreis.de");
    expect(siteAddress("http://example.org")).toBe("http://example.org");
    expect(siteAddress("javascript:alert(1)")).toBe("https://javascript:alert(1)");
  });

  it("say that nobody told us how to reach them", () => {
    expect(show(<Contact organisation={empty} />, de).container.textContent).toContain(
      "noch niemand mitgeteilt",
    );
    const known = show(<Contact organisation={{ ...empty, phone: "+49 631 7105-0" }} />, de);
    expect(known.getByRole("link").getAttribute("href")).toBe("tel:+4963171050");
    expect(known.container.textContent).not.toContain("noch niemand mitgeteilt");
  });

  it("have hours for every day of the week once any is known", () => {
    expect(show(<Hours organisation={empty} />, de).container.querySelector("dl")).toBeNull();
    const hours = [
      { weekday: 1, opens: "08:30", closes: "12:00" },
      { weekday: 1, opens: "14:00", closes: "16:00" },
    ];
    const { container } = show(<Hours organisation={{ ...empty, opening_hours: hours }} />, de);
    const rows = [...container.querySelectorAll("dl > div")].map((row) => row.textContent);
    expect(rows[0]).toBe("Montag08:30 bis 12:00 Uhr, 14:00 bis 16:00 Uhr");
    expect(rows[6]).toBe("Sonntaggeschlossen");
  });
});
