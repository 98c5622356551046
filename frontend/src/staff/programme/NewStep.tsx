import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import type { BodyOf } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import type { MeasureDocument, Step } from "./measure";
import { QuarterField } from "./QuarterField";
import { STEP_WORDS } from "./words";

interface NewStepProps {
  measure: MeasureDocument;
  kind: Step["kind"];
  onMade: () => void;
}

/** A button that asks for what a new activity, phase or milestone needs at least. */
export function NewStep(props: NewStepProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" class="button button-small" onClick={() => setOpen(true)}>
        {t(`measures.add_${props.kind}`)}
      </button>
      {open && (
        <Dialog title={t(`measures.add_${props.kind}`)} onClose={() => setOpen(false)}>
          <NewStepForm {...props} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </div>
  );
}

function NewStepForm({ measure, kind, onMade, onClose }: NewStepProps & { onClose: () => void }) {
  const { t } = useTexts();
  const say = useSay();
  const form = useForm({ title: "", first_quarter: 1, last_quarter: measure.calendar.quarters });
  const { busy, onSubmit } = useSubmit(
    form,
    ({ title, first_quarter, last_quarter }) => {
      const planned =
        kind === "phase" ? { first_quarter, last_quarter } : kind === "milestone" ? { last_quarter } : {};
      const body = { kind, title: [{ lang: "de", text: title }], ...planned };
      return api.post("/staff/measures/{number}/steps", {
        path: { number: measure.number },
        body: body as BodyOf<"/staff/measures/{number}/steps", "post">,
      });
    },
    () => {
      say(t("kit.saved"));
      onMade();
      onClose();
    },
    STEP_WORDS,
  );
  const labels = {
    title: t("measures.step_title"),
    first_quarter: t("measures.first_quarter"),
    last_quarter: t(kind === "milestone" ? "measures.due" : "measures.last_quarter"),
  };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <TextField {...form.field("title")} label={labels.title} lang="de" required />
      {kind === "phase" && (
        <QuarterField
          {...form.field("first_quarter")}
          label={labels.first_quarter}
          calendar={measure.calendar}
        />
      )}
      {kind !== "activity" && (
        <QuarterField
          {...form.field("last_quarter")}
          label={labels.last_quarter}
          calendar={measure.calendar}
          ends
        />
      )}
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("kit.add")}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {t("kit.cancel")}
        </button>
      </div>
    </form>
  );
}
