import type { AnswerOf } from "../api/operations";

export type SheetLine = AnswerOf<"/staff/observations", "get">["items"][number];
export type Sheet = AnswerOf<"/staff/observations/{number}", "get">;
export type State = SheetLine["state"];
export type Finding = Sheet["findings"][number];
export type Row = Sheet["working"][number];
export type Entry = Sheet["before"][number];
export type Dimension = Sheet["dimensions"][number];
export type Realisation = NonNullable<Entry["realisation"]>;
export type DueValue = AnswerOf<"/staff/due-values", "get">["items"][number];
export type Indicator = AnswerOf<"/indicators", "get">["items"][number];
export type Area = AnswerOf<"/areas", "get">["items"][number];
