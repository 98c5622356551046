import type { Stage } from "./types";

/** From the first idea to the deed; `declined` may come at any time before `done`. */
export const STAGES = [
  "open",
  "approached",
  "talk_held",
  "agreed",
  "done",
  "declined",
] as const satisfies Stage[];
const ENDED: readonly Stage[] = ["done", "declined"];

/** Whether nothing more is due. */
export const isEnded = (stage: Stage) => ENDED.includes(stage);

/** The stages one can move to. The server decides again and is asked first where it is known (`moves` of a document). */
export function movesFrom(now: Stage): Stage[] {
  if (now === "declined") return ["open"];
  if (now === "done") return ["agreed"];
  return STAGES.filter((stage) => stage !== now && (stage !== "done" || now === "agreed"));
}

/** Going back, declining and reopening need a reason. */
export function needsReason(now: Stage, wished: Stage): boolean {
  if (now === wished) return false;
  return wished === "declined" || STAGES.indexOf(wished) < STAGES.indexOf(now);
}
