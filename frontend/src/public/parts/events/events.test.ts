import { describe, expect, it } from "vitest";
import type { EventItem, Question } from "../../../api/types";
import { nextSession, whenOf } from "../../../ui/EventBody/words";
import { speak } from "../../../ui/testing";
import { byDay, columnOf, daysOf, monthAfter } from "./month";
import { attempt, bodyOf, faultsIn, type Person, refused } from "./signing";

const de = await speak("de");
const session = (id: number, starts_at: string, ends_at: string, state = "planned") => ({
  id,
  starts_at,
  ends_at,
  state,
  note: null,
});
const event = (...sessions: unknown[]) => ({ id: 1, sessions }) as unknown as EventItem;
const question = (key: string, kind: Question["kind"], required = false) =>
  ({ key, kind, required, choices: [] }) as unknown as Question;
const person: Person = {
  name: " Anna ",
  email: "",
  phone: "0631 1234567",
  language: "pl",
  party: "2",
  answers: {},
};

describe("months", () => {
  it("have their days, begin on their weekday, and follow each other over the year", () => {
    expect(daysOf("2028-02").at(-1)).toBe("2028-02-29");
    expect(columnOf("2026-11-01")).toBe(7);
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
  });

  it("show a date on the Berlin day it begins, in the order of the clock", () => {
    const late = session(1, "2026-12-05T23:30:00Z", "2026-12-06T01:00:00Z");
    const early = session(2, "2026-12-06T08:00:00+01:00", "2026-12-06T09:00:00+01:00");
    expect(
      byDay([event(early, late)])
        .get("2026-12-06")
        ?.map((one) => one.session.id),
    ).toEqual([1, 2]);
  });
});

describe("dates in words", () => {
  it("name the day once, and both days of a night", () => {
    const evening = session(1, "2026-12-05T18:00:00+01:00", "2026-12-05T20:30:00+01:00");
    const night = session(2, "2026-12-05T22:00:00+01:00", "2026-12-06T05:00:00+01:00");
    const say = (one: ReturnType<typeof session>) => whenOf(one as EventItem["sessions"][number], de);
    expect(say(evening)).toBe("Samstag, 5. Dezember 2026, 18:00 bis 20:30 Uhr");
    expect(say(night)).toContain("6. Dezember 2026");
  });

  it("leave out what is over and what does not take place", () => {
    const over = session(1, "2026-11-01T18:00:00Z", "2026-11-01T19:00:00Z");
    const off = session(2, "2026-12-01T18:00:00Z", "2026-12-01T19:00:00Z", "cancelled");
    const next = session(3, "2026-12-08T18:00:00Z", "2026-12-08T19:00:00Z");
    expect(nextSession(event(over, off, next), Date.parse("2026-11-22T12:00:00Z"))?.id).toBe(3);
  });
});

describe("signing up", () => {
  it("sends what was said and nothing that was left empty", () => {
    const answers = { children: "yes", needs: " ", other: "x" };
    const asked = [question("children", "yes_no"), question("needs", "text")];
    expect(bodyOf({ ...person, answers }, asked)).toEqual({
      name: "Anna",
      email: null,
      phone: "0631 1234567",
      language: "pl",
      party: 2,
      answers: { children: true },
    });
  });

  it("needs a name, one way to reach somebody, and what must be answered", () => {
    expect(faultsIn(person, [question("children", "yes_no")], de.t)).toEqual({});
    const empty = { ...person, name: " ", phone: "" };
    expect(Object.keys(faultsIn(empty, [question("meal", "choice", true)], de.t))).toEqual([
      "name",
      "email",
      "answers.meal",
    ]);
    expect(faultsIn({ ...person, email: "anna@" }, [], de.t)).toEqual({ email: de.t("signup.fault_email") });
  });

  it("says what the server refused, at the field where there is one", () => {
    const told = (status: number, type: string, ...codes: [string, string][]) =>
      refused(
        {
          type: `/problems/${type}`,
          title: "",
          status,
          errors: codes.map(([pointer, code]) => ({ pointer, code, hint: "" })),
        },
        de.t,
      );
    expect(told(409, "event-full")).toEqual({ "": de.t("signup.problem_full") });
    expect(told(409, "conflict", ["", "already_registered"])).toEqual({ "": de.t("signup.problem_already") });
    expect(told(422, "invalid", ["/answers/meal", "unknown_choice"])).toEqual({
      "answers.meal": de.t("signup.fault_other"),
    });
    expect(told(422, "invalid", ["/party", "party_too_large"])).toEqual({
      party: de.t("signup.fault_party"),
    });
  });

  it("sends the same wish again as it was, also when seats were kept meanwhile", () => {
    const first = attempt(null, "a wish", null);
    expect(attempt(first, "a wish", "kept seats")).toEqual(first);
    const other = attempt(first, "another wish", "kept seats");
    expect(other.hold).toBe("kept seats");
    expect(other.key).not.toBe(first.key);
  });
});
