// Reads a calendar from standard input with an engine of others and says what it sees (UID, start, end, title), for
// tests/events/test_foreign_calendars.py: `node tools/read-calendar.mjs ical.js < feed.ics`.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const ENGINES = {
  "ical.js": (text) =>
    new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents("vevent")
      .map((one) => new ICAL.Event(one))
      .map((one) => [one.uid, one.startDate.toJSDate(), one.endDate.toJSDate(), one.summary]),
  "node-ical": (text) =>
    Object.values(nodeIcal.sync.parseICS(text))
      .filter((one) => one.type === "VEVENT")
      .map((one) => [one.uid, one.start, one.end, one.summary]),
};

console.log(JSON.stringify(ENGINES[process.argv[2]](readFileSync(0, "utf8"))));
