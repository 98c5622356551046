import type { AnswerOf } from "../api/operations";

export type Group = AnswerOf<"/staff/working-groups/{group}", "get">;
export type Task = Group["tasks"][number];
export type Member = Group["members"][number];
export type Decision = Group["decisions"][number];
