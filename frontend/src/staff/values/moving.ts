import type { StaffI18n } from "../../i18n/staffTexts";
import { api, problemIn, type StaffProblem } from "../api/client";
import type { Read } from "../api/operations";
import { sentenceFor } from "../forms/faults";
import { nameOfDims } from "./cells";
import type { Sheet } from "./types";
import { cellIn, FOUND, findingIn } from "./words";

export type Move = "submit" | "approve" | "return" | "withdraw" | "restore";

/** Sends a move of a sheet that was read with this ETag. */
export function send(move: Move, number: number, seen: string, reason: string): Promise<Read<Sheet>> {
  const path = { number };
  const body = { reason };
  if (move === "submit")
    return api.post("/staff/observations/{number}/submission", {
      path,
      seen,
      body: reason ? body : {},
    });
  if (move === "approve") return api.post("/staff/observations/{number}/approval", { path, seen });
  if (move === "return") return api.post("/staff/observations/{number}/return", { path, seen, body });
  if (move === "withdraw") return api.post("/staff/observations/{number}/withdrawal", { path, seen, body });
  return api.post("/staff/observations/{number}/restoration", { path, seen, body });
}

/** What stands in the way of a move, in words: cells that do not fit, four eyes, somebody who was first. */
export function refusedIn(error: unknown, sheet: Sheet, i18n: StaffI18n): string[] {
  const problem: StaffProblem = problemIn(error);
  if (problem.status === 412) return [i18n.t("values.moved_meanwhile")];
  const known = (problem.errors ?? []).filter(({ code }) => code in FOUND);
  if (known.length === 0) return [sentenceFor(problem, i18n.t)];
  const said = known.map((one) => {
    const [, where, dims = ""] = one.pointer.split("/");
    const words = findingIn(one, i18n);
    return where === "cells"
      ? i18n.t("values.at_cell", { cell: cellIn(sheet.dimensions, nameOfDims(dims), i18n), words })
      : words;
  });
  return [...new Set(said)];
}
