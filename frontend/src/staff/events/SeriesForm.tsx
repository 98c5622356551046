import { useState } from "preact/hooks";
import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { api } from "../api/client";
import type { AnswerOf, Read } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useAct } from "../useAct";
import { MomentField } from "./MomentField";
import type { EventDocument } from "./model";
import { TIME_WORDS } from "./words";

const RHYTHMS = ["DAILY", "WEEKLY", "FORTNIGHTLY", "MONTHLY"] as const;
type Rhythm = (typeof RHYTHMS)[number];
type Planned = AnswerOf<"/staff/events/{number}/series/preview", "post">["dates"];

interface Values {
  starts_at: string | null;
  ends_at: string | null;
  rhythm: string;
  until: string | null;
  skip_holidays: boolean;
}

const DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** "FREQ=WEEKLY;UNTIL=20270131" as RFC 5545 writes it; every month on the same weekday of the month as the first date. */
export function ruleOf(rhythm: Rhythm, starts_at: string | null, until: string | null): string {
  const end = `UNTIL=${(until ?? "").replaceAll("-", "")}`;
  if (rhythm === "FORTNIGHTLY") return `FREQ=WEEKLY;INTERVAL=2;${end}`;
  if (rhythm !== "MONTHLY" || !starts_at) return `FREQ=${rhythm};${end}`;
  const first = new Date(`${starts_at.slice(0, 10)}T00:00:00Z`);
  const week = Math.min(Math.ceil(first.getUTCDate() / 7), 5);
  return `FREQ=MONTHLY;BYDAY=${week === 5 ? -1 : week}${DAYS[first.getUTCDay()]};${end}`;
}

interface SeriesFormProps {
  event: number;
  onDone: (read: Read<EventDocument>) => void;
  onClose: () => void;
}

/** Several dates at once: first they are shown, holidays marked, then added. */
export function SeriesForm({ event, onDone, onClose }: SeriesFormProps) {
  const { t } = useTexts();
  const act = useAct();
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [adding, setAdding] = useState(false);
  const form = useForm<Values>({
    starts_at: null,
    ends_at: null,
    rhythm: "WEEKLY",
    until: null,
    skip_holidays: true,
  });
  const labels = {
    starts_at: t("planning.series_first"),
    ends_at: t("planning.ends_at"),
    rule: t("planning.series_until"),
  };
  const path = { number: event };
  const bodyOf = ({ starts_at, ends_at, rhythm, until, skip_holidays }: Values) =>
    ({ starts_at, ends_at, skip_holidays, rule: ruleOf(rhythm as Rhythm, starts_at, until) }) as never;
  const { busy, onSubmit } = useSubmit(
    form,
    (values) => api.post("/staff/events/{number}/series/preview", { path, body: bodyOf(values) }),
    ({ data }) => setPlanned(data.dates),
    TIME_WORDS,
  );
  const add = async () => {
    setAdding(true);
    try {
      await act(async () =>
        onDone(await api.post("/staff/events/{number}/series", { path, body: bodyOf(form.values) })),
      );
    } catch {
      setAdding(false); // useAct said what went wrong
    }
  };
  const field = <N extends keyof Values & string>(name: N) => {
    const { onChange, ...rest } = form.field(name);
    const change = (value: Values[N]) => {
      setPlanned(null);
      onChange(value);
    };
    return { ...rest, onChange: change };
  };
  return (
    <Dialog title={t("planning.series_new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <div class="form-row">
          <MomentField {...field("starts_at")} label={labels.starts_at} required />
          <MomentField {...field("ends_at")} label={labels.ends_at} required />
        </div>
        <Choice
          {...field("rhythm")}
          label={t("planning.series_rhythm")}
          as="list"
          options={RHYTHMS.map((one) => ({ value: one, label: t(`planning.rhythm_${one}`) }))}
        />
        <DateField {...field("until")} label={labels.rule} fault={form.faults.rule} required />
        <Checkbox {...field("skip_holidays")} label={t("planning.skip_holidays")} />
        {planned && <Dates of={planned} />}
        <div class="form-actions">
          {planned ? (
            <button type="button" class="button button-main" disabled={adding} onClick={() => void add()}>
              {t("planning.series_add", { count: planned.filter(({ holiday }) => !holiday).length })}
            </button>
          ) : (
            <button type="submit" class="button button-main" disabled={busy}>
              {t("planning.series_preview")}
            </button>
          )}
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Dates({ of }: { of: Planned }) {
  const i18n = useTexts();
  return (
    <div role="status">
      <ul class="list">
        {of.map(({ starts_at, holiday }) => (
          <li key={starts_at}>
            {holiday ? <s>{shortMoment(starts_at, i18n)}</s> : shortMoment(starts_at, i18n)}
            {holiday && <span class="muted"> · {i18n.t("planning.holiday", { name: holiday })}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
