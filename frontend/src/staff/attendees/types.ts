import type { AnswerOf } from "../api/operations";

export type People = AnswerOf<"/staff/events/{number}/people", "get">;
export type Attendee = AnswerOf<"/staff/events/{number}/registrations/{key}", "get">;
export type Sheet = AnswerOf<"/staff/events/{number}/attendance", "get">;
export type CertificateSheet = AnswerOf<"/staff/events/{number}/certificates", "get">;
export type Candidate = CertificateSheet["people"][number];
export type Invitations = AnswerOf<"/staff/events/{number}/invitations", "post">;
export type Guest = Sheet["guests"][number];
export type EventDate = Sheet["sessions"][number];
export type Question = People["questions"][number];
export type Answers = Record<string, unknown>;

export const STATES = ["confirmed", "waiting", "offered", "cancelled", "expired"] as const;
