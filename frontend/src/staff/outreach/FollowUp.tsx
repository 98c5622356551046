import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { today } from "../today";
import { NextStepFields } from "./NextStepFields";
import { quickEntry } from "./quickEntry";
import type { OutreachDetail } from "./types";

interface FollowUpProps {
  row: OutreachDetail;
  onDone: () => void;
}

/** What happened and what comes next, in one go: writes the contact into the log and plans the next step. */
export function FollowUp({ row, onDone }: FollowUpProps) {
  const { t, day } = useTexts();
  const say = useSay();
  const form = useForm({
    note: "",
    next_step: row.next_step ?? "",
    next_step_on: row.next_step_on,
  });
  const { note, next_step, next_step_on } = form.values;
  const read = quickEntry(note, { kind: "call", day: today(), note: "" }, today());
  const plans = form.dirty.some((name) => name !== "note");
  const labels = {
    note: t("outreach.quick"),
    next_step: t("outreach.next_step"),
    next_step_on: t("outreach.next_step_on"),
  };
  const path = { number: row.id };
  const body = useRef<HTMLFormElement>(null);
  useEffect(() => body.current?.querySelector("input")?.focus(), []);
  const send = async () => {
    if (read.note.trim()) {
      const body = { kind: read.kind, day: read.day, note: read.note.trim() };
      await api.post("/staff/outreach/{number}/log", { path, body });
      // It stands in the log now: should planning fail, a second try must not write it again.
      form.set({ note: "" });
    }
    if (plans) {
      const body = { next_step: next_step.trim() || null, next_step_on };
      await api.patch("/staff/outreach/{number}", { path, body, seen: `"${row.revision}"` });
    }
  };
  const { busy, onSubmit } = useSubmit(
    form,
    send,
    () => {
      say(t(plans ? "outreach.logged_planned" : "outreach.logged"));
      onDone();
    },
    { step_missing: "outreach.fault_step_missing", day_ahead: "outreach.fault_day_ahead" },
  );
  return (
    <form
      class="tight follow-up"
      noValidate
      ref={body}
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSubmit(event);
      }}
    >
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <TextField
        {...form.field("note")}
        label={labels.note}
        hint={t("outreach.quick_hint")}
        maxLength={4000}
      />
      {read.note.trim() !== "" && (
        <p class="small muted" role="status">
          {t("outreach.log_as", { kind: t(`outreach.kind_${read.kind}`), date: day(read.day) })}
        </p>
      )}
      <NextStepFields form={form} />
      <div class="form-actions">
        <button
          type="submit"
          class="button button-main"
          disabled={busy || (read.note.trim() === "" && !plans)}
        >
          {t("kit.save")}
        </button>
        <a href={`/team/ansprache/${row.id}`}>{t("outreach.open_entry")}</a>
      </div>
    </form>
  );
}
