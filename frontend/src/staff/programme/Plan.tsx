import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { type DocumentState, useDocument } from "../forms/useDocument";
import { type MeasureDocument, type Step, spoken } from "./measure";
import { PhaseRow } from "./PhaseRow";
import { fieldName, type PlanValues, phasesOf, planOf, planTag, readMeasure, savePlan } from "./plan";
import { type Calendar, quarterStart } from "./quarters";
import { STEP_WORDS } from "./words";
import "./Plan.css";

interface PlanProps {
  plan: DocumentState<PlanValues>;
  measure: MeasureDocument;
  may: boolean;
  /** Opens everything else of a phase. */
  onOpen: (step: Step) => void;
}

/** The plan of a measure as one document: all its phases, each saved with its own revision. */
export function usePlan(measure: MeasureDocument, onSaved: (read: Read<MeasureDocument>) => void) {
  const based = useRef(measure);
  const plan = useDocument<MeasureDocument, PlanValues>({
    draft: `plan-${measure.number}`,
    read: { data: measure, etag: planTag(measure) },
    valuesOf: planOf,
    again: async () => {
      const read = await readMeasure(measure.number);
      based.current = read.data;
      return { data: read.data, etag: planTag(read.data) };
    },
    save: async (patch) => {
      await savePlan(patch, based.current);
      const read = await readMeasure(measure.number);
      based.current = read.data;
      onSaved(read);
      return { data: read.data, etag: planTag(read.data) };
    },
    words: STEP_WORDS,
  });
  // Phases that were added, removed or changed elsewhere: what is being moved here stays as it is.
  const tag = planTag(measure) + phasesOf(measure).map(fieldName).join();
  useEffect(() => {
    if (measure === based.current) return;
    based.current = measure;
    const base = planOf(measure);
    const kept = plan.form.dirty.filter((name) => name in base);
    const mine = Object.fromEntries(kept.map((name) => [name, plan.form.values[name]]));
    plan.form.reset(base, { ...base, ...mine } as PlanValues);
  }, [tag]);
  return plan;
}

/** The phases as bars on the project's quarters, with their days beside them. */
export function Plan({ plan, measure, may, onOpen }: PlanProps) {
  const { t, lang } = useTexts();
  const phases = phasesOf(measure);
  if (phases.length === 0) return <p class="muted">{t("measures.phases_none")}</p>;
  const labels = Object.fromEntries(phases.map((one) => [fieldName(one), spoken(one.title, lang).text]));
  const names = {
    first_quarter: t("measures.first_quarter"),
    last_quarter: t("measures.last_quarter"),
    actual_start: t("measures.actual_start"),
    actual_end: t("measures.actual_end"),
  };
  const rows = phases.map((phase) => {
    const name = fieldName(phase);
    const value = plan.form.values[name];
    if (!value) return null;
    return (
      <PhaseRow
        key={phase.id}
        phase={phase}
        value={value}
        calendar={measure.calendar}
        fault={plan.form.faults[name]}
        onChange={may ? (change) => plan.form.set({ [name]: { ...value, ...change } }) : undefined}
        onOpen={may ? () => onOpen(phase) : undefined}
      />
    );
  });
  const picture = (
    <>
      {may && <p class="small muted">{t("measures.plan_hint")}</p>}
      <QuarterScale calendar={measure.calendar} />
      <ol class="bare plan">{rows}</ol>
    </>
  );
  if (!may) return picture;
  return (
    <DocumentForm of={plan} labels={labels} names={names}>
      {picture}
    </DocumentForm>
  );
}

/** The numbers of the quarters, and the years they begin in, above the bars. */
function QuarterScale({ calendar }: { calendar: Calendar }) {
  const { t, dir, number } = useTexts();
  const { quarters } = calendar;
  const place = (at: number) => (dir === "rtl" ? 100 - (at / quarters) * 100 : (at / quarters) * 100);
  const all = Array.from({ length: quarters }, (_, index) => index + 1);
  const year = (quarter: number) => quarterStart(calendar, quarter).slice(0, 4);
  return (
    <div class="plan-scale" aria-hidden="true">
      <svg width="100%" height="44" aria-hidden="true">
        {all
          .filter((quarter) => quarter === 1 || year(quarter) !== year(quarter - 1))
          .map((quarter) => (
            <text key={year(quarter)} class="plan-year" x={`${place(quarter - 1)}%`} y="16">
              {year(quarter)}
            </text>
          ))}
        {all.map((quarter) => (
          <text
            key={quarter}
            data-even={quarter % 2 === 0}
            x={`${place(quarter - 0.5)}%`}
            y="36"
            text-anchor="middle"
          >
            {t("gantt.quarter", { number: number(quarter) })}
          </text>
        ))}
      </svg>
    </div>
  );
}
