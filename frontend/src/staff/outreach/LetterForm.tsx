import { useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { TextArea } from "../../ui/TextArea/TextArea";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import { useDocument } from "../forms/useDocument";
import type { Letter } from "./types";

interface LetterFormProps {
  read: Read<Letter>;
  put: (read: Read<Letter>) => void;
}

/** A template; what may stand in braces is put in by a click, where the text cursor is. */
export function LetterForm({ read, put }: LetterFormProps) {
  const { t } = useTexts();
  const frame = useRef<HTMLDivElement>(null);
  const path = { number: read.data.id };
  const doc = useDocument({
    draft: `letters-${path.number}`,
    read,
    valuesOf: ({ name, subject, body }: Letter) => ({ name, subject, body }),
    again: () => api.get("/staff/letters/{number}", { path }),
    save: (body, seen) => api.patch("/staff/letters/{number}", { path, seen, body }),
    saved: put,
    words: { unknown_placeholder: "outreach.fault_placeholder" },
  });
  const { form } = doc;
  const labels = {
    name: t("outreach.letter_name"),
    subject: t("outreach.letter_subject"),
    body: t("outreach.letter_body"),
  };
  const insert = (placeholder: string) => {
    const area = frame.current?.querySelector("textarea");
    const { body } = form.values;
    const [start, end] = area ? [area.selectionStart, area.selectionEnd] : [body.length, body.length];
    const text = `{${placeholder}}`;
    form.set({ body: body.slice(0, start) + text + body.slice(end) });
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(start + text.length, start + text.length);
    });
  };
  return (
    <DocumentForm of={doc} labels={labels}>
      <TextField {...form.field("name")} label={labels.name} maxLength={100} required />
      <TextField {...form.field("subject")} label={labels.subject} lang="de" maxLength={200} required />
      <div ref={frame} class="tight">
        <TextArea
          {...form.field("body")}
          label={labels.body}
          hint={t("outreach.letter_hint")}
          lang="de"
          rows={14}
          required
        />
        <fieldset class="placeholders">
          <legend class="field-label">{t("outreach.placeholders")}</legend>
          <ul class="bare cluster">
            {read.data.placeholders.map((name) => (
              <li key={name}>
                <button type="button" class="button button-small" onClick={() => insert(name)}>
                  <span>
                    {placeholderName(name, t as (key: string) => string)} <code>{`{${name}}`}</code>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </fieldset>
      </div>
    </DocumentForm>
  );
}

function placeholderName(name: string, t: (key: string) => string): string {
  const key = `outreach.placeholder_${name}`;
  const words = t(key);
  return words === key ? name : words;
}
