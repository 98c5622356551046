import { useTexts } from "../../i18n/staffTexts";
import { Choice, type Option } from "../../ui/Choice/Choice";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { OrganisationField } from "../pickers/OrganisationField";
import { useMeasures } from "../pickers/useMeasures";
import { NextStepFields } from "./NextStepFields";
import type { OutreachDetail } from "./types";

interface NewProps {
  /** Chosen at first. */
  organisation?: Option | null;
  measure?: string;
  onDone: (row: OutreachDetail) => void;
  onClose: () => void;
}

/** Plans to win an organisation for a measure. */
export function NewOutreach({ organisation = null, measure = "", onDone, onClose }: NewProps) {
  const { t } = useTexts();
  const say = useSay();
  const measures = useMeasures();
  const form = useForm({
    organisation: organisation as Option | null,
    measure,
    next_step: "",
    next_step_on: null as string | null,
  });
  const labels = {
    organisation: t("outreach.organisation"),
    measure: t("outreach.measure"),
    next_step: t("outreach.next_step"),
    next_step_on: t("outreach.next_step_on"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ organisation: chosen, measure: number, next_step, next_step_on }) =>
      api.post("/staff/outreach", {
        body: {
          organisation: chosen?.value ?? "",
          measure: Number(number),
          stage: "open" as const,
          next_step: next_step.trim() || null,
          next_step_on,
        },
      }),
    ({ data }) => {
      say(t("outreach.made"));
      onDone(data);
    },
    {
      already_running: "outreach.fault_running",
      string_too_short: "outreach.fault_organisation",
      greater_than_equal: "outreach.fault_measure",
      step_missing: "outreach.fault_step_missing",
    },
  );
  return (
    <Dialog title={t("outreach.new")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <OrganisationField
          {...form.field("organisation")}
          label={labels.organisation}
          hint={t("outreach.organisation_hint")}
          required
        />
        <Choice
          {...form.field("measure")}
          label={labels.measure}
          as="list"
          none={t("outreach.choose")}
          options={measures}
          required
        />
        <NextStepFields form={form} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("outreach.new_add")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
