import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { DateField } from "../../ui/DateField/DateField";
import { Field } from "../../ui/Field/Field";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { type DocumentState, useDocument } from "../forms/useDocument";
import { type MeasureDocument, type Step, spoken } from "./measure";
import { PhaseBar } from "./PhaseBar";
import {
  fieldName,
  type PhaseValue,
  type PlanValues,
  phasesOf,
  plannedDays,
  planOf,
  planTag,
  readMeasure,
  savePlan,
  slipOf,
} from "./plan";
import { type Calendar, quarterOf, quarterStart } from "./quarters";
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

interface PhaseRowProps {
  phase: Step;
  value: PhaseValue;
  calendar: Calendar;
  fault: string | undefined;
  onChange: ((change: Partial<PhaseValue>) => void) | undefined;
  onOpen: (() => void) | undefined;
}

function PhaseRow({ phase, value, calendar, fault, onChange, onOpen }: PhaseRowProps) {
  const i18n = useTexts();
  const { t, lang, day } = i18n;
  const title = spoken(phase.title, lang).text;
  const planned = plannedDays(value, calendar);
  const slip = slipOf(planned.end, value.actual_end, calendar);
  const name = fieldName(phase);
  return (
    <li class="plan-row" data-field={name}>
      <div class="plan-head">
        <h2 class="plan-title">{title}</h2>
        {phase.assumed && <span class="tag">{t("measure.assumed")}</span>}
        {slip !== null && slip !== 0 && (
          <span class={slip > 0 ? "plan-slip plan-late" : "plan-slip"}>
            {slip > 0 ? t("measure.slip_later", { days: slip }) : t("measure.slip_earlier", { days: -slip })}
          </span>
        )}
        {onOpen && (
          <button type="button" class="button button-small button-quiet" onClick={onOpen}>
            {t("kit.edit")}
            <span class="visually-hidden">: {title}</span>
          </button>
        )}
      </div>
      {fault && <p class="field-fault">{fault}</p>}
      <PhaseBar
        title={title}
        span={{ first: value.first_quarter, last: value.last_quarter }}
        actual={{ start: value.actual_start, end: value.actual_end }}
        calendar={calendar}
        assumed={phase.assumed}
        onChange={onChange && (({ first, last }) => onChange({ first_quarter: first, last_quarter: last }))}
      />
      {onChange ? (
        <PhaseDays title={title} value={value} calendar={calendar} name={name} onChange={onChange} />
      ) : (
        <p class="small">
          {t("measure.planned", { start: day(planned.start), end: day(planned.end) })}
          {value.actual_start && ` · ${t("measure.since", { date: day(value.actual_start) })}`}
          {value.actual_end && ` – ${day(value.actual_end)}`}
        </p>
      )}
    </li>
  );
}

interface PhaseDaysProps {
  title: string;
  value: PhaseValue;
  calendar: Calendar;
  name: string;
  onChange: (change: Partial<PhaseValue>) => void;
}

function PhaseDays({ title, value, calendar, name, onChange }: PhaseDaysProps) {
  const { t } = useTexts();
  const planned = plannedDays(value, calendar);
  const label = (key: "planned_start" | "planned_end") => t(`gantt.${key}`);
  return (
    <fieldset class="plan-days">
      <legend class="visually-hidden">{title}</legend>
      <PlannedDay
        name={`${name}-start`}
        label={label("planned_start")}
        day={planned.start}
        calendar={calendar}
        onQuarter={(first) =>
          onChange({ first_quarter: first, last_quarter: Math.max(first, value.last_quarter) })
        }
      />
      <PlannedDay
        name={`${name}-end`}
        label={label("planned_end")}
        day={planned.end}
        calendar={calendar}
        onQuarter={(last) =>
          onChange({ first_quarter: Math.min(last, value.first_quarter), last_quarter: last })
        }
      />
      <DateField
        name={`${name}-actual-start`}
        label={t("gantt.actual_start")}
        value={value.actual_start}
        max={calendar.today}
        onChange={(actual_start) => onChange({ actual_start })}
      />
      <DateField
        name={`${name}-actual-end`}
        label={t("gantt.actual_end")}
        value={value.actual_end}
        max={calendar.today}
        onChange={(actual_end) => onChange({ actual_end })}
      />
    </fieldset>
  );
}

interface PlannedDayProps {
  name: string;
  label: string;
  day: string;
  calendar: Calendar;
  onQuarter: (quarter: number) => void;
}

/** A planned day. What was typed counts for the quarter it lies in, once the field is left. */
function PlannedDay({ name, label, day, calendar, onQuarter }: PlannedDayProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed !== null && typed !== day && typed !== "") onQuarter(quarterOf(calendar, typed));
    setTyped(null);
  };
  const quarter = quarterOf(calendar, typed || day);
  return (
    <Field name={name} label={`${label} (${t("gantt.quarter", { number: quarter })})`}>
      {(control) => (
        <input
          {...control}
          class="input input-short"
          type="date"
          dir="ltr"
          value={typed ?? day}
          min={calendar.start}
          max={calendar.end}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            take();
          }}
        />
      )}
    </Field>
  );
}
