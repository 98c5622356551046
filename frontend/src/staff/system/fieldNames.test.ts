import { describe, expect, it } from "vitest";
import { SCREENS } from "../routes";
import { speakStaff } from "../testing";
import { TYPES, typeName } from "./auditWords";
import { fieldName } from "./fieldNames";

const texts = SCREENS.find(({ screen }) => screen === "system/Audit")?.texts ?? [];
const { t } = await speakStaff("de", texts as Parameters<typeof speakStaff>[1]);

describe("words of the trail", () => {
  it("names members as their forms do, also where one object calls them otherwise", () => {
    expect(fieldName("measure", "friendly_title", t)).toBe("Freundlicher Titel");
    expect(fieldName("role_grant", "role", t)).toBe("Rolle");
    expect(fieldName("contact", "role", t)).toBe("Aufgabe");
    expect(fieldName("measure", "brand_new", t)).toBe("brand_new");
  });

  it("has words for every kind of object it offers", () => {
    expect(TYPES.filter((type) => typeName(type, t) === type)).toEqual([]);
  });
});
