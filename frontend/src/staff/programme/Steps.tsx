import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import { sentenceFor, wordsFor } from "../forms/faults";
import { type MeasureDocument, type Step, spoken } from "./measure";
import { NewStep } from "./NewStep";
import { slipOf } from "./plan";
import { STEP_WORDS } from "./words";
import "./Steps.css";

interface StepsProps {
  measure: MeasureDocument;
  may: boolean;
  onOpen: (step: Step) => void;
  onChanged: () => void;
}

type Report = { actual_start: string } | { actual_end: string };

/** Reports a step with one click; what goes wrong is said and the measure is read again. */
function useReport(onChanged: () => void) {
  const { t } = useTexts();
  const say = useSay();
  const [busy, setBusy] = useState(0);
  const report = async (step: Step, body: Report) => {
    setBusy(step.id);
    try {
      await api.patch("/staff/steps/{key}", { path: { key: step.id }, body, seen: `"${step.revision}"` });
      say(t("kit.saved"));
    } catch (error) {
      const problem = problemIn(error);
      const code = problem.errors?.[0]?.code;
      const text =
        problem.status === 412
          ? t("measures.changed_meanwhile")
          : code
            ? wordsFor(code, t, STEP_WORDS)
            : sentenceFor(problem, t);
      say({ text, kind: "danger" });
    } finally {
      setBusy(0);
      onChanged();
    }
  };
  return { busy, report };
}

/** Activities: what is done, what runs, what is open; one click reports today. */
export function Activities({ measure, may, onOpen, onChanged }: StepsProps) {
  const { t, lang } = useTexts();
  const { busy, report } = useReport(onChanged);
  const { today } = measure.calendar;
  const activities = measure.steps.filter(({ kind }) => kind === "activity");
  return (
    <section class="stack">
      <h2>{t("measures.activities")}</h2>
      {activities.length === 0 && <p class="muted">{t("measures.activities_none")}</p>}
      <ul class="bare step-list" hidden={activities.length === 0}>
        {activities.map((step) => (
          <li key={step.id} class="step" data-state={stateOf(step)}>
            <Sign state={stateOf(step)} />
            <div class="step-text">
              <strong>{spoken(step.title, lang).text}</strong>
              <StepState step={step} />
            </div>
            {may && (
              <StepButtons
                step={step}
                busy={busy === step.id}
                today={today}
                title={spoken(step.title, lang).text}
                onReport={report}
                onOpen={onOpen}
              />
            )}
          </li>
        ))}
      </ul>
      {may && <NewStep measure={measure} kind="activity" onMade={onChanged} />}
    </section>
  );
}

type State = "open" | "running" | "done";

function stateOf({ actual_start, actual_end }: Pick<Step, "actual_start" | "actual_end">): State {
  if (actual_end !== null) return "done";
  return actual_start === null ? "open" : "running";
}

const SIGNS = {
  open: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z",
  running: "M4 2.5v11l9-5.5z",
  done: "m6.3 13.2-5-5 1.9-1.9 3.1 3.1 6.5-6.6 1.9 1.9z",
};

function Sign({ state }: { state: State }) {
  return (
    <svg viewBox="0 0 16 16" width="18" height="18" class="step-sign" aria-hidden="true">
      <path d={SIGNS[state]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

function StepState({ step }: { step: Step }) {
  const { t, day } = useTexts();
  const { actual_start, actual_end } = step;
  if (actual_end) return <small>{t("measure.activity_done_on", { date: day(actual_end) })}</small>;
  if (actual_start) return <small>{t("measure.activity_since", { date: day(actual_start) })}</small>;
  return <small>{t("measure.activity_open")}</small>;
}

interface ButtonsProps {
  step: Step;
  title: string;
  busy: boolean;
  today: string;
  onReport: (step: Step, body: Report) => Promise<void>;
  onOpen: (step: Step) => void;
}

function StepButtons({ step, title, busy, today, onReport, onOpen }: ButtonsProps) {
  const { t } = useTexts();
  const named = (text: string) => (
    <>
      {text}
      <span class="visually-hidden">: {title}</span>
    </>
  );
  const state = stateOf(step);
  return (
    <div class="step-buttons">
      {state === "open" && (
        <button
          type="button"
          class="button button-small"
          disabled={busy}
          onClick={() => void onReport(step, { actual_start: today })}
        >
          {named(t("measures.begun_today"))}
        </button>
      )}
      {state !== "done" && (
        <button
          type="button"
          class="button button-small"
          disabled={busy}
          onClick={() => void onReport(step, { actual_end: today })}
        >
          {named(t("measures.done_today"))}
        </button>
      )}
      <button type="button" class="button button-small button-quiet" onClick={() => onOpen(step)}>
        {named(t("kit.edit"))}
      </button>
    </div>
  );
}

/** Milestones: due, reached, evidence. Reporting one opens its form, because evidence belongs to it. */
export function Milestones({ measure, may, onOpen, onChanged }: StepsProps) {
  const { t, lang, day } = useTexts();
  const milestones = measure.steps.filter(({ kind }) => kind === "milestone");
  return (
    <section class="stack">
      <h2>{t("measures.milestones")}</h2>
      {milestones.length === 0 && <p class="muted">{t("measures.milestones_none")}</p>}
      <ul class="bare step-list" hidden={milestones.length === 0}>
        {milestones.map((step) => {
          const due = step.planned_end ?? "";
          const slip = step.actual_end ? slipOf(due, step.actual_end, measure.calendar) : null;
          const evidence = step.evidence ? spoken(step.evidence, lang).text : "";
          return (
            <li key={step.id} class="step" data-state={step.overdue ? "late" : stateOf(step)}>
              <Sign state={stateOf(step)} />
              <div class="step-text">
                <strong>{spoken(step.title, lang).text}</strong>
                <small>
                  {step.actual_end
                    ? t("measure.milestone_done", { date: day(step.actual_end) })
                    : step.overdue
                      ? t("measures.overdue_since", { date: day(due) })
                      : t("measure.milestone_due", { date: day(due) })}
                  {slip !== null && slip > 0 && ` · ${t("measure.slip_later", { days: slip })}`}
                  {slip !== null && slip < 0 && ` · ${t("measure.slip_earlier", { days: -slip })}`}
                </small>
                {evidence && <span class="small">{evidence}</span>}
                {step.evidence_url && (
                  <a class="small break" href={step.evidence_url} target="_blank" rel="noopener noreferrer">
                    {step.evidence_url}
                  </a>
                )}
              </div>
              {may && (
                <div class="step-buttons">
                  <button
                    type="button"
                    class={step.actual_end ? "button button-small button-quiet" : "button button-small"}
                    onClick={() => onOpen(step)}
                  >
                    {t(step.actual_end ? "kit.edit" : "measures.report")}
                    <span class="visually-hidden">: {spoken(step.title, lang).text}</span>
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {may && <NewStep measure={measure} kind="milestone" onMade={onChanged} />}
    </section>
  );
}
