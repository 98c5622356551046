import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { show, speak } from "../testing";
import { EventBody } from "./EventBody";
import { moved } from "./EventBody.examples";

const [de, ar] = await Promise.all([speak("de"), speak("ar")]);
const to = (path: string) => `/ar${path}`;

describe("EventBody", () => {
  it("says what the picture shows, in the language it is said in", () => {
    const picture = show(<EventBody event={moved} to={to} />, ar).container.querySelector("img");
    expect([picture?.alt, picture?.lang]).toEqual(["Zehn Menschen sitzen im Kreis", "de"]);
    expect(picture?.getAttribute("srcset")).toContain("small.webp 640w");
  });

  it("has no picture where there is none", () => {
    const { container } = show(<EventBody event={{ ...moved, picture: null }} to={to} />, de);
    expect(container.querySelector("img")).toBeNull();
  });

  it("says when it was to be before", () => {
    const { container } = show(<EventBody event={moved} to={to} />, de);
    expect(container.textContent).toContain("früher geplant: ");
    expect(container.textContent).toContain("5. Dezember");
    const [session] = moved.sessions;
    const off = { ...moved, sessions: session ? [{ ...session, state: "cancelled" as const }] : [] };
    expect(show(<EventBody event={off} to={to} />, de).container.textContent).not.toContain("früher geplant");
  });

  it("shows the description as its author laid it out, in its language", () => {
    const { container } = show(<EventBody event={moved} to={to} />, ar);
    expect(container.querySelector('[lang="de"][dir="ltr"] strong')?.textContent).toBe("Vorstand");
    expect(container.textContent).not.toContain("**");
  });

  it("says in words what it is about and for whom, codes nobody named as they are", () => {
    const event = { ...moved, target_groups: ["young", "own_code"] };
    const text = show(<EventBody event={event} to={to} />, de).container.textContent ?? "";
    for (const said of ["Vereine gründen", "Vereine", "junge Menschen", "own_code"])
      expect(text).toContain(said);
    expect(text).not.toContain("vereinsgruendung");
  });

  it("says where one can go and that one can take part online", () => {
    const shown = (more: Partial<typeof moved>) =>
      show(<EventBody event={{ ...moved, online: true, ...more }} to={to} />, de).container.textContent ?? "";
    const nowhere = { place: null, street: null, postal_code: null, town: null };
    const registration = { open: true } as typeof moved.registration;
    expect(shown({})).toContain("Rummelstraße 15");
    expect(shown({ registration })).toContain(
      "Vor Ort und online. Den Zugang bekommen Sie nach der Anmeldung.",
    );
    expect(shown({})).toContain("Ohne Stufen erreichbar");
    expect(shown(nowhere)).not.toContain("Ohne Stufen erreichbar");
    expect(shown(nowhere)).not.toContain("nach der Anmeldung");
    expect(shown({ ...nowhere, registration })).toContain(
      "Online. Den Zugang bekommen Sie nach der Anmeldung.",
    );
  });

  it("leads to public pages", () => {
    const links = [...show(<EventBody event={moved} to={to} />, ar).container.querySelectorAll("a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "/ar/organisationen/buergerhaus",
      "/ar/organisationen/kvhs",
      "/ar/massnahmen/2",
    ]);
  });

  it("names the venue once, and for whom it is meant above all", () => {
    const { container } = show(<EventBody event={moved} to={to} />, de);
    expect(container.textContent?.split("Bürgerhaus")).toHaveLength(2);
    expect(container.textContent).toContain("Rummelstraße 15");
    expect(container.textContent).toContain("Besonders fürFrauen und tänzerinnen");
  });

  it.each([de, ar])("has no faults axe finds", async (i18n) => {
    const { container } = show(<EventBody event={moved} to={to} />, i18n);
    expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([]);
  });
});
