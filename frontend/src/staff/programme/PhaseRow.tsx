import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { DateField } from "../../ui/DateField/DateField";
import { Field } from "../../ui/Field/Field";
import { type Step, spoken } from "./measure";
import { PhaseBar } from "./PhaseBar";
import { fieldName, type PhaseValue, plannedDays, slipOf } from "./plan";
import { type Calendar, quarterOf } from "./quarters";

interface PhaseRowProps {
  phase: Step;
  value: PhaseValue;
  calendar: Calendar;
  fault: string | undefined;
  onChange: ((change: Partial<PhaseValue>) => void) | undefined;
  onOpen: (() => void) | undefined;
}

/** One phase: its bar, how it slipped, its planned and actual days. */
export function PhaseRow({ phase, value, calendar, fault, onChange, onOpen }: PhaseRowProps) {
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
