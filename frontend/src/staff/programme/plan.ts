import { ApiError } from "../../api/client";
import { api, problemIn } from "../api/client";
import type { BodyOf, Read } from "../api/operations";
import type { MeasureDocument, Step } from "./measure";
import { type Calendar, quarterEnd, quarterStart } from "./quarters";

/** What the plan edits of one phase. */
export interface PhaseValue {
  first_quarter: number;
  last_quarter: number;
  actual_start: string | null;
  actual_end: string | null;
}
/** By name of its field: "phase-57". */
export type PlanValues = Record<string, PhaseValue>;

export const fieldName = ({ id }: Pick<Step, "id">) => `phase-${id}`;

export function phasesOf({ steps }: Pick<MeasureDocument, "steps">): Step[] {
  return steps.filter(({ kind }) => kind === "phase");
}

export function planOf(measure: Pick<MeasureDocument, "steps">): PlanValues {
  const values = phasesOf(measure).map((phase) => [
    fieldName(phase),
    {
      first_quarter: phase.first_quarter ?? 1,
      last_quarter: phase.last_quarter ?? phase.first_quarter ?? 1,
      actual_start: phase.actual_start,
      actual_end: phase.actual_end,
    },
  ]);
  return Object.fromEntries(values) as PlanValues;
}

/** All phases together have no revision of their own: the sum of theirs grows with every change. */
export function planTag(measure: Pick<MeasureDocument, "steps">): string {
  return `"${phasesOf(measure).reduce((sum, { revision }) => sum + revision, 0)}"`;
}

/** The members of a phase that differ. */
function differences(now: PhaseValue, before: PhaseValue | undefined): BodyOf<"/staff/steps/{key}", "patch"> {
  const names = Object.keys(now) as (keyof PhaseValue)[];
  return Object.fromEntries(
    names.filter((name) => now[name] !== before?.[name]).map((name) => [name, now[name]]),
  );
}

/**
 * Saves the phases that changed, one by one, each with the revision it was read with. A fault is told at its phase.
 * What was saved before something failed stays saved; the next attempt sends only the rest.
 */
export async function savePlan(patch: Partial<PlanValues>, before: MeasureDocument): Promise<void> {
  const stored = planOf(before);
  for (const phase of phasesOf(before)) {
    const name = fieldName(phase);
    const value = patch[name];
    const body = value ? differences(value, stored[name]) : {};
    if (Object.keys(body).length === 0) continue;
    const wish = { path: { key: phase.id }, body, seen: `"${phase.revision}"` };
    await api.patch("/staff/steps/{key}", wish).catch((error: unknown) => {
      const problem = problemIn(error);
      const errors = problem.errors?.map((issue) => ({ ...issue, pointer: `/${name}` }));
      throw errors ? new ApiError({ ...problem, errors } as typeof problem) : error;
    });
  }
}

/** A day has come later (or, negative, earlier) than planned: days between. Null when there is nothing to compare. */
export function slipOf(planned: string, actual: string | null, calendar: Calendar): number | null {
  const late = planned < calendar.today && calendar.today <= calendar.end;
  const until = actual ?? (late ? calendar.today : null);
  return until === null ? null : Math.round((Date.parse(until) - Date.parse(planned)) / 86_400_000);
}

export function plannedDays(value: PhaseValue, calendar: Calendar): { start: string; end: string } {
  return {
    start: quarterStart(calendar, value.first_quarter),
    end: quarterEnd(calendar, value.last_quarter),
  };
}

export async function readMeasure(number: number): Promise<Read<MeasureDocument>> {
  return api.get("/staff/measures/{number}", { path: { number } });
}
