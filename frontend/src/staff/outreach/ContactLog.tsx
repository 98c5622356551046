import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { MarkdownField } from "../../ui/MarkdownField/MarkdownField";
import { Html } from "../../ui/RichText/RichText";
import { api } from "../api/client";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { preview } from "../programme/preview";
import { today } from "../today";
import { useAct } from "../useAct";
import { StageBadge } from "./StageBadge";
import { CONTACT_KINDS, type ContactKind, type LogEntry } from "./types";
import "./ContactLog.css";

interface LogProps {
  log: readonly LogEntry[];
  /** Called after an entry was changed or removed; absent: nothing can be changed. */
  onChange?: (() => void) | undefined;
}

/** Everything that was said and every move, newest first. */
export function ContactLog({ log, onChange }: LogProps) {
  const { t } = useTexts();
  if (log.length === 0) return <p class="muted">{t("outreach.log_none")}</p>;
  return (
    <ol class="bare contact-log">
      {log.map((entry) => (
        <Entry key={entry.id} entry={entry} onChange={onChange} />
      ))}
    </ol>
  );
}

function Entry({ entry, onChange }: { entry: LogEntry; onChange: LogProps["onChange"] }) {
  const { t, day } = useTexts();
  const act = useAct();
  const [editing, setEditing] = useState(false);
  const { id, revision, kind, stage, html, by } = entry;
  const remove = () =>
    act(
      () => api.delete("/staff/outreach-log/{number}", { path: { number: id }, seen: `"${revision}"` }),
      t("outreach.log_deleted"),
    ).then(() => onChange?.());
  return (
    <li class="contact-entry tight">
      <p class="contact-head">
        <strong>{day(entry.day)}</strong> · {t(`outreach.kind_${kind}`)}
        {by && <span class="muted"> · {by.name}</span>}
      </p>
      {stage && <StageBadge stage={stage} />}
      {html && <Html html={html} />}
      {onChange && kind !== "stage" && (
        <div class="form-actions no-print">
          <button type="button" class="button button-small button-quiet" onClick={() => setEditing(true)}>
            {t("kit.edit")}
          </button>
          <ConfirmButton label={t("kit.delete")} title={t("outreach.log_delete_title")} onConfirm={remove}>
            <p>{t("outreach.log_delete_text")}</p>
          </ConfirmButton>
        </div>
      )}
      {editing && (
        <EditEntry
          entry={entry}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            onChange?.();
          }}
        />
      )}
    </li>
  );
}

interface EditProps {
  entry: LogEntry;
  onDone: () => void;
  onClose: () => void;
}

function EditEntry({ entry, onDone, onClose }: EditProps) {
  const { t } = useTexts();
  const form = useForm({
    day: entry.day as string | null,
    kind: entry.kind as string,
    note: entry.note ?? "",
  });
  const labels = { day: t("outreach.log_day"), kind: t("outreach.log_kind"), note: t("outreach.log_note") };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ day, kind, note }) =>
      api.patch("/staff/outreach-log/{number}", {
        path: { number: entry.id },
        seen: `"${entry.revision}"`,
        body: { day: day ?? entry.day, kind: kind as ContactKind, note: note.trim() || null },
      }),
    onDone,
    { day_ahead: "outreach.fault_day_ahead" },
  );
  return (
    <Dialog title={t("outreach.log_edit")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <div class="form-row">
          <Choice
            {...form.field("kind")}
            label={labels.kind}
            as="list"
            options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`outreach.kind_${kind}`) }))}
          />
          <DateField {...form.field("day")} label={labels.day} max={today()} />
        </div>
        <MarkdownField {...form.field("note")} label={labels.note} rows={5} preview={preview} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("kit.save")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
