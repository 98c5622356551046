import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DateField } from "../../ui/DateField/DateField";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { today } from "../today";
import { quickEntry } from "./quickEntry";
import { CONTACT_KINDS, type ContactKind } from "./types";
import "./QuickLog.css";

interface QuickLogProps {
  /** Number of the row of outreach. */
  outreach: number;
  /** Called when the contact stands in the log. */
  onDone: () => void;
}

/** Notes a contact in one line: "heute angerufen: …" fills in how and when by itself. */
export function QuickLog({ outreach, onDone }: QuickLogProps) {
  const { t, day } = useTexts();
  const say = useSay();
  const first = { note: "", kind: "call" as string, day: today() as string | null };
  const form = useForm(first);
  const [details, setDetails] = useState(false);
  const { values } = form;
  const read = quickEntry(
    values.note,
    { kind: values.kind as ContactKind, day: values.day ?? today(), note: "" },
    today(),
  );
  const labels = { note: t("outreach.quick"), kind: t("outreach.log_kind"), day: t("outreach.log_day") };
  const { busy, onSubmit } = useSubmit(
    form,
    () => {
      const body = { kind: read.kind, day: read.day, note: read.note.trim() || null };
      return api.post("/staff/outreach/{number}/log", { path: { number: outreach }, body });
    },
    () => {
      form.reset({ ...first, kind: read.kind });
      say(t("outreach.logged"));
      onDone();
    },
    { day_ahead: "outreach.fault_day_ahead" },
  );
  return (
    <form class="quick-log tight" noValidate onSubmit={onSubmit}>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <div class="quick-log-line">
        <TextField
          {...form.field("note")}
          label={labels.note}
          hint={t("outreach.quick_hint")}
          maxLength={4000}
        />
        <button type="submit" class="button button-main" disabled={busy || read.note.trim() === ""}>
          {t("outreach.log_add")}
        </button>
      </div>
      <p class="small muted" role="status">
        {t("outreach.log_as", { kind: t(`outreach.kind_${read.kind}`), date: day(read.day) })}{" "}
        <button
          type="button"
          class="link-button"
          aria-expanded={details}
          onClick={() => setDetails(!details)}
        >
          {t("outreach.log_change")}
        </button>
      </p>
      {details && (
        <div class="form-row">
          <Choice
            {...form.field("kind")}
            label={labels.kind}
            as="list"
            options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`outreach.kind_${kind}`) }))}
          />
          <DateField {...form.field("day")} label={labels.day} max={today()} />
        </div>
      )}
    </form>
  );
}
