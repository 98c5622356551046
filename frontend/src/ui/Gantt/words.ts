import type { I18n } from "../../i18n/i18n";
import type { Milestone, Phase } from "./bars";

type Words = Pick<I18n, "t" | "day">;

/** A slip in words; null when nothing was reported. */
export function slipWords(days: number | null, { t }: Pick<I18n, "t">): string | null {
  if (days === null) return null;
  if (days === 0) return t("measure.slip_none");
  return days > 0 ? t("measure.slip_later", { days }) : t("measure.slip_earlier", { days: -days });
}

/** Everything a lane shows, as short sentences: plan, actual dates, slip. */
export function phaseWords(phase: Phase, i18n: Words): string[] {
  const { t, day } = i18n;
  const [begin, end] = [slipWords(phase.start_slip_days, i18n), slipWords(phase.end_slip_days, i18n)];
  const words = [t("measure.planned", { start: day(phase.planned_start), end: day(phase.planned_end) })];
  if (phase.assumed) words.push(t("measure.assumed"));
  if (phase.actual_start === null) words.push(t("measure.not_started"));
  else if (phase.actual_end === null)
    words.push(t("measure.actual_open", { start: day(phase.actual_start) }));
  else words.push(t("measure.actual", { start: day(phase.actual_start), end: day(phase.actual_end) }));
  if (begin !== null) words.push(t("gantt.start_slip", { slip: begin }));
  if (end !== null) words.push(t("gantt.end_slip", { slip: end }));
  return words;
}

export function milestoneWords(milestone: Milestone, i18n: Words): string[] {
  const { t, day } = i18n;
  const slip = slipWords(milestone.slip_days, i18n);
  const words = [t("measure.milestone_due", { date: day(milestone.due) })];
  if (milestone.assumed) words.push(t("measure.assumed"));
  if (milestone.done_on === null) words.push(t("gantt.not_done"));
  else words.push(t("measure.milestone_done", { date: day(milestone.done_on) }));
  if (slip !== null) words.push(slip);
  return words;
}
