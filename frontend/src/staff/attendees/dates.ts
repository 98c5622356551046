import type { Queue } from "./queue";
import type { EventDate, Guest, Sheet } from "./types";

/** The date people check in for: the one that ends next, else the last; cancelled ones take nobody. */
export function dateNow(dates: readonly EventDate[], now: number): EventDate | undefined {
  const held = dates.filter(({ state }) => state !== "cancelled");
  return held.find(({ ends_at }) => Date.parse(ends_at) >= now) ?? held.at(-1);
}

/** Whether somebody is there on a date, as the latest mark says: the server's or one that waits here. */
export function isThere(guest: Guest, date: number, queue: Queue): boolean {
  const marks = [
    ...guest.marks.filter(({ session }) => session === date),
    ...queue.filter(({ session, registration }) => session === date && registration === guest.id),
  ];
  const at = ({ marked_at }: { marked_at: string }) => Date.parse(marked_at);
  return (
    marks.reduce<(typeof marks)[number] | null>((a, b) => (a && at(a) > at(b) ? a : b), null)?.present ??
    false
  );
}

/** A sheet with a mark the server sent back. */
export function marked(sheet: Sheet, registration: string, mark: Guest["marks"][number]): Sheet {
  const guests = sheet.guests.map((guest) =>
    guest.id === registration
      ? { ...guest, marks: [...guest.marks.filter(({ session }) => session !== mark.session), mark] }
      : guest,
  );
  return { ...sheet, guests };
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Whose code this is: scanners may type small letters, people spaces. */
export function byCode(guests: readonly Guest[], typed: string): Guest | undefined {
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  return guests.find((guest) => guest.code === code);
}

/** Everybody whose name holds what was typed. */
export function byName(guests: readonly Guest[], typed: string): Guest[] {
  const wanted = plain(typed);
  return guests.filter(({ name }) => plain(name).includes(wanted));
}

/** Whether this looks like a code rather than a name. */
export function isCode(typed: string): boolean {
  return /^[0-9a-f]{32}$/i.test(typed.replace(/[\s-]/g, ""));
}
