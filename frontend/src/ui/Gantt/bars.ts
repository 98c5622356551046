import type { Timeline } from "../../api/types";
import { type Direction, dayNumber, percentOf } from "../geometry";

export type Strand = Timeline["strands"][number];
export type Phase = Strand["phases"][number];
export type Milestone = Strand["milestones"][number];
/** First and last day of the picture, as day numbers. */
export type Span = readonly [number, number];

/** A piece of a lane in per cent of its width, already mirrored for right-to-left pages. */
export interface Piece {
  x: number;
  width: number;
}
export interface PhaseBars {
  planned: Piece;
  /** Null while no beginning is reported. */
  actual: Piece | null;
  /** The actual phase goes on: its far end is open. */
  open: boolean;
  /** From the planned to the actual end (or to today), when that is later. */
  late: Piece | null;
}
export interface MilestoneMarks {
  due: number;
  done: number | null;
  late: Piece | null;
}

/** A place in time on the lane, in per cent from its left edge. */
export function place(day: number, span: Span, direction: Direction): number {
  const share = percentOf(day, span);
  return direction === "rtl" ? 100 - share : share;
}

/** The days from `from` up to, not including, `to` as a piece of the lane. */
function piece(from: number, to: number, span: Span, direction: Direction): Piece {
  const [a, b] = [place(from, span, direction), place(to, span, direction)];
  return { x: Math.min(a, b), width: Math.abs(b - a) };
}

/** What a phase draws. A day belongs to its phase until its end: a phase of one day has a width. */
export function phaseBars(phase: Phase, span: Span, today: number, direction: Direction): PhaseBars {
  const end = dayNumber(phase.planned_end) + 1;
  const planned = piece(dayNumber(phase.planned_start), end, span, direction);
  if (phase.actual_start === null) return { planned, actual: null, open: false, late: null };
  const begun = dayNumber(phase.actual_start);
  const open = phase.actual_end === null;
  const until = phase.actual_end === null ? Math.max(today, begun) : dayNumber(phase.actual_end) + 1;
  return {
    planned,
    actual: piece(begun, until, span, direction),
    open,
    late: until > end ? piece(end, until, span, direction) : null,
  };
}

export function milestoneMarks(milestone: Milestone, span: Span, direction: Direction): MilestoneMarks {
  const due = dayNumber(milestone.due);
  const done = milestone.done_on === null ? null : dayNumber(milestone.done_on);
  return {
    due: place(due, span, direction),
    done: done === null ? null : place(done, span, direction),
    late: done !== null && done > due ? piece(due, done, span, direction) : null,
  };
}

/** First and last day of the lanes: the plan, whatever was reported outside of it, and a little room for the marks at both ends. */
export function spanOf(start: string, end: string, strands: readonly Strand[]): Span {
  const reported = strands.flatMap(({ phases, milestones }) => [
    ...phases.flatMap(({ actual_start, actual_end }) => [actual_start, actual_end]),
    ...milestones.map(({ done_on }) => done_on),
  ]);
  const days = [start, end, ...reported.filter((day) => day !== null)].map(dayNumber);
  const margin = Math.ceil((Math.max(...days) - Math.min(...days)) / 45);
  return [Math.min(...days) - margin, Math.max(...days) + 1 + margin];
}
