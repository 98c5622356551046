import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Checkbox } from "../../ui/Checkbox/Checkbox";
import { DateField } from "../../ui/DateField/DateField";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { MarkdownField } from "../../ui/MarkdownField/MarkdownField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { readDraft, useDraft } from "../forms/useDraft";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { preview } from "./preview";
import { STEP_WORDS } from "./words";

interface QuickEntryProps {
  number: number;
  today: string;
  /** Raise it to put the focus into the field. */
  asked?: number;
  onMade: () => void;
}

interface Values {
  day: string | null;
  text: string;
  public: boolean;
}

/** What happened today, in one field: Ctrl+Enter puts it into the logbook. What was typed is kept as a draft. */
export function QuickEntry({ number, today, asked = 0, onMade }: QuickEntryProps) {
  const { t } = useTexts();
  const say = useSay();
  const empty: Values = { day: today, text: "", public: false };
  const form = useForm<Values>(empty);
  const key = `logbook-new-${number}`;
  const kept = form.values.text.trim() === "" ? null : { ...form.values };
  const { draft, forget } = useDraft(key, null, kept);
  useEffect(() => {
    let wanted = true;
    void readDraft(key).then((found) => {
      if (wanted && found) form.reset(empty, { ...empty, ...(found.values as Partial<Values>) });
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  const body = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (asked > 0) body.current?.querySelector("textarea")?.focus();
  }, [asked]);
  const { busy, onSubmit } = useSubmit(
    form,
    (values) =>
      api.post("/staff/measures/{number}/logbook", {
        path: { number },
        body: {
          day: values.day ?? today,
          text: [{ lang: "de", text: values.text, state: "reviewed" }],
          public: values.public,
        },
      }),
    () => {
      form.reset(empty);
      void forget();
      say(t("measures.entry_made"));
      onMade();
    },
    STEP_WORDS,
  );
  const labels = { day: t("measures.day"), text: t("measures.entry_today"), public: t("measures.public") };
  return (
    <form
      class="quick-entry"
      noValidate
      ref={body}
      onSubmit={onSubmit}
      aria-label={t("measures.entry_today")}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSubmit();
      }}
    >
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <MarkdownField
        {...form.field("text")}
        label={labels.text}
        hint={t("measures.entry_hint")}
        preview={preview}
        rows={2}
        lang="de"
      />
      <div class="quick-entry-end">
        <DateField {...form.field("day")} label={labels.day} max={today} />
        <Checkbox {...form.field("public")} label={labels.public} hint={t("measures.public_hint")} />
        <button
          type="submit"
          class="button button-main"
          disabled={busy || form.values.text.trim() === ""}
          title={t("measures.entry_keys")}
        >
          {t("measures.entry_make")}
        </button>
      </div>
      <p class="small muted" role="status">
        {draft.state === "saved" ? t("measures.entry_kept") : ""}
      </p>
    </form>
  );
}
