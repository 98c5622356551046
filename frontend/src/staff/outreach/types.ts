import type { AnswerOf } from "../api/operations";

export type OutreachRow = AnswerOf<"/staff/outreach", "get">["items"][number];
export type OutreachDetail = AnswerOf<"/staff/outreach/{number}", "get">;
export type LogEntry = OutreachDetail["log"][number];
export type OutreachOrganisation = AnswerOf<"/staff/outreach-organisations/{key}", "get">;
export type Letter = AnswerOf<"/staff/letters/{number}", "get">;
export type Stage = OutreachRow["stage"];
/** Ways of being in touch that people write down. */
export type ContactKind = Exclude<LogEntry["kind"], "stage">;

export const CONTACT_KINDS = ["call", "mail", "letter", "talk", "meeting"] as const satisfies ContactKind[];
