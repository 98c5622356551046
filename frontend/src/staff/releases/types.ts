import type { AnswerOf } from "../api/operations";

export type Draft = AnswerOf<"/staff/releases/drafts/{number}", "get">;
export type DraftLine = AnswerOf<"/staff/releases/drafts", "get">["items"][number];
export type DraftIndicator = Draft["indicators"][number];
export type DraftCell = AnswerOf<"/staff/releases/drafts/{number}/cells", "get">["items"][number];
export type Hidden = NonNullable<DraftCell["hidden"]>;
export type ReleasedCell = AnswerOf<"/staff/releases/cells", "get">["items"][number];
export type Dimension = AnswerOf<"/indicators/{code}/series", "get">["dimensions"][number];

/** Why a number is not shown, the weightiest first. */
export const REASONS = [
  "small",
  "blocked",
  "earlier",
  "partner",
  "withheld",
  "withdrawn",
] as const satisfies readonly Hidden[];
