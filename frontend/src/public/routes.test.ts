import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import statement from "./accessibility.json";
import { ROUTES } from "./routes";

const german = JSON.parse(readFileSync("messages/de.json", "utf8")) as Record<string, string>;

describe("routes", () => {
  it.each(ROUTES)("$pattern has a page, a title that names the site, and a description", (route) => {
    expect(existsSync(`src/public/pages/${route.page}.tsx`)).toBe(true);
    expect(german[route.title]).toMatch(/ – \{site\}$/);
    expect(german[route.description]?.length).toBeGreaterThan(20);
  });

  it.each(ROUTES.filter(({ pattern }) => pattern.includes("{")))(
    "$pattern asks whether its object exists and names it",
    ({ pattern, operation, preload, name_from, title }) => {
      const parameter = pattern.match(/\{\w+\}/)?.[0] ?? "";
      expect(operation).toContain(parameter);
      expect(preload).toContain(operation);
      expect(name_from).not.toBeNull();
      expect(german[title]).toContain("{name}");
    },
  );

  it("are unique, and the accessibility statement speaks of them", () => {
    const patterns = ROUTES.map(({ pattern }) => pattern);
    expect(new Set(patterns).size).toBe(patterns.length);
    expect([...statement.tests.pages].sort()).toEqual([...patterns, "not-found"].sort());
  });
});
