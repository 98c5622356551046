import { useTexts } from "../../i18n/staffTexts";
import { DateField } from "../../ui/DateField/DateField";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { daysAfter } from "../days";
import { type Form, summaryOf, useForm, useSubmit } from "../forms/useForm";
import { today } from "../today";
import type { OutreachDetail } from "./types";

interface NextValues {
  next_step: string;
  next_step_on: string | null;
}

/** What comes next and when; one click sets a day some time ahead. */
export function NextStepFields<V extends NextValues>({ form }: { form: Form<V> }) {
  const { t } = useTexts();
  const set = (days: number) => form.set({ next_step_on: daysAfter(today(), days) } as Partial<V>);
  return (
    <div class="tight">
      <div class="form-row">
        <TextField
          {...(form.field("next_step") as ReturnType<Form<NextValues>["field"]> & { value: string })}
          label={t("outreach.next_step")}
          maxLength={300}
        />
        <DateField
          {...(form.field("next_step_on") as ReturnType<Form<NextValues>["field"]> & {
            value: string | null;
          })}
          label={t("outreach.next_step_on")}
        />
      </div>
      <div class="cluster">
        {[1, 7, 14, 30].map((days) => (
          <button key={days} type="button" class="button button-small" onClick={() => set(days)}>
            {t("outreach.in_days", { count: days })}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Plans what comes next, where the row is shown. */
export function NextStepForm({
  row,
  onDone,
}: {
  row: OutreachDetail;
  onDone: (row: OutreachDetail) => void;
}) {
  const { t } = useTexts();
  const say = useSay();
  const form = useForm<NextValues>({ next_step: row.next_step ?? "", next_step_on: row.next_step_on });
  const labels = { next_step: t("outreach.next_step"), next_step_on: t("outreach.next_step_on") };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ next_step, next_step_on }) =>
      api.patch("/staff/outreach/{number}", {
        path: { number: row.id },
        body: { next_step: next_step.trim() || null, next_step_on },
        seen: `"${row.revision}"`,
      }),
    ({ data }) => {
      form.reset(form.values);
      say(t("kit.saved"));
      onDone(data);
    },
    { step_missing: "outreach.fault_step_missing" },
  );
  return (
    <form class="tight" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <NextStepFields form={form} />
      <button type="submit" class="button" disabled={busy || form.dirty.length === 0}>
        {t("outreach.plan")}
      </button>
    </form>
  );
}
