import { daysAfter } from "../days";
import type { ContactKind } from "./types";

/** What people write for a way of being in touch, in German and English. */
const WORDS: Record<ContactKind, RegExp> = {
  call: /^(angerufen|telefoniert|anruf|telefonat|called|phoned|phone call|call)$/,
  mail: /^(gemailt|e-?mail|mail|e-?mail geschrieben|e-?mail geschickt|mailed|emailed)$/,
  letter: /^(brief|brief geschrieben|brief geschickt|letter|wrote a letter|sent a letter)$/,
  talk: /^(gesprochen|gespräch|talked|spoke|talk)$/,
  meeting: /^(getroffen|treffen|sitzung|besucht|besuch|met|meeting|visited|visit)$/,
};
const BACK: Record<string, number> = { heute: 0, gestern: -1, vorgestern: -2, today: 0, yesterday: -1 };

export interface QuickEntry {
  kind: ContactKind;
  day: string;
  note: string;
}

/** "gestern angerufen: ruft zurück" → a call, yesterday, "ruft zurück". What is no such beginning stays in the note. */
export function quickEntry(text: string, before: QuickEntry, today: string): QuickEntry {
  const found = text.match(/^\s*([^:]{3,40}):\s*([\s\S]*)$/);
  const words = found?.[1]?.trim().toLowerCase() ?? "";
  const [first = "", ...rest] = words.split(/\s+/);
  const back = BACK[first];
  const way = back === undefined ? words : rest.join(" ");
  const kind = (Object.keys(WORDS) as ContactKind[]).find((one) => WORDS[one].test(way));
  if (!found || (!kind && !(back !== undefined && way === ""))) return { ...before, note: text };
  return {
    kind: kind ?? before.kind,
    day: back === undefined ? before.day : daysAfter(today, back),
    note: found[2] ?? "",
  };
}
