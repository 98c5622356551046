import { useTexts } from "../../i18n/staffTexts";
import { DateField } from "../../ui/DateField/DateField";
import { TextField } from "../../ui/TextField/TextField";
import { daysAfter } from "../days";
import type { Form } from "../forms/useForm";
import { today } from "../today";

interface NextValues {
  next_step: string;
  next_step_on: string | null;
}

/** When it goes on and with what; one click sets a day some time ahead. They come first, because often only the day changes. */
export function NextStepFields<V extends NextValues>({ form }: { form: Form<V> }) {
  const { t } = useTexts();
  const set = (days: number) => form.set({ next_step_on: daysAfter(today(), days) } as Partial<V>);
  return (
    <div class="tight">
      <fieldset class="cluster">
        <legend class="field-label">{t("outreach.when")}</legend>
        {[1, 7, 14, 30].map((days) => (
          <button key={days} type="button" class="button button-small" onClick={() => set(days)}>
            {t("outreach.in_days", { count: days })}
          </button>
        ))}
      </fieldset>
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
    </div>
  );
}
