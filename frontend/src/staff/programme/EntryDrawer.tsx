import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DateField } from "../../ui/DateField/DateField";
import { Dialog } from "../../ui/Dialog/Dialog";
import { type StaffText, TextsField } from "../../ui/TextsField/TextsField";
import { useSay } from "../../ui/Toast/Toast";
import { api, problemIn } from "../api/client";
import type { BodyOf, Read } from "../api/operations";
import { useRead } from "../api/useRead";
import { DocumentForm } from "../forms/DocumentForm";
import { sentenceFor } from "../forms/faults";
import { useDocument } from "../forms/useDocument";
import { Load } from "../Load";
import { keepDraft } from "./keepDraft";
import type { Entry } from "./measure";
import { preview } from "./preview";
import { STEP_WORDS } from "./words";

interface EntryDrawerProps {
  entryKey: string;
  today: string;
  onClose: () => void;
  onChanged: () => void;
}

/** One entry of the logbook in all languages, at the side of the page. */
export function EntryDrawer({ entryKey, today, onClose, onChanged }: EntryDrawerProps) {
  const { t } = useTexts();
  const read = useRead("/staff/logbook/{key}", { path: { key: entryKey } });
  const leaving = useRef<() => void>(() => undefined);
  const close = () => {
    leaving.current();
    onClose();
  };
  return (
    <Dialog title={t("measures.entry")} drawer onClose={close}>
      <Load of={read}>
        {(data) => (
          <EntryForm
            read={{ data, etag: read.etag }}
            today={today}
            leaving={leaving}
            onChanged={onChanged}
            onDeleted={onClose}
          />
        )}
      </Load>
    </Dialog>
  );
}

interface EntryValues {
  day: string | null;
  text: StaffText[];
  public: boolean;
}

interface EntryFormProps {
  read: Read<Entry>;
  today: string;
  leaving: { current: () => void };
  onChanged: () => void;
  onDeleted: () => void;
}

function EntryForm({ read, today, leaving, onChanged, onDeleted }: EntryFormProps) {
  const { t } = useTexts();
  const say = useSay();
  const path = { key: read.data.key };
  const latest = useRef(read);
  const draft = `logbook-${read.data.key}`;
  const doc = useDocument<Entry, EntryValues>({
    draft,
    read,
    valuesOf: (entry) => ({ day: entry.day, text: entry.text, public: entry.public }),
    again: () => api.get("/staff/logbook/{key}", { path }),
    save: (patch, seen) =>
      api.patch("/staff/logbook/{key}", {
        path,
        body: patch as BodyOf<"/staff/logbook/{key}", "patch">,
        seen,
      }),
    saved: (next) => {
      latest.current = next;
      onChanged();
    },
    words: STEP_WORDS,
  });
  useEffect(() => {
    leaving.current = () => keepDraft(draft, latest.current.etag, doc.form);
  });
  const remove = async () => {
    try {
      await api.delete("/staff/logbook/{key}", { path, seen: latest.current.etag });
    } catch (error) {
      const problem = problemIn(error);
      const text = problem.status === 412 ? t("measures.changed_meanwhile") : sentenceFor(problem, t);
      say({ text, kind: "danger" });
      throw error;
    }
    say(t("measures.deleted"));
    onChanged();
    onDeleted();
  };
  const labels = { day: t("measures.day"), text: t("measures.text"), public: t("measures.public") };
  return (
    <DocumentForm of={doc} labels={labels}>
      <DateField {...doc.form.field("day")} label={labels.day} max={today} />
      <TextsField
        {...doc.form.field("text")}
        label={labels.text}
        hint={t("kit.markdown_hint")}
        rows={7}
        preview={preview}
      />
      <Checkbox {...doc.form.field("public")} label={labels.public} hint={t("measures.public_hint")} />
      <div>
        <ConfirmButton label={t("kit.delete")} title={t("measures.delete_entry")} onConfirm={remove}>
          <p>{t("measures.delete_entry_text")}</p>
        </ConfirmButton>
      </div>
    </DocumentForm>
  );
}
