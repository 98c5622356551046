import type { ComponentProps } from "preact";
import { useId, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Field, type FieldProps } from "../Field/Field";
import { Html } from "../RichText/RichText";
import "./MarkdownField.css";

interface MarkdownFieldProps extends FieldProps<string> {
  /** Asks the server for the cleaned HTML of a text. */
  preview: (text: string) => Promise<string>;
  rows?: number;
  lang?: string | undefined;
  dir?: "ltr" | "rtl" | undefined;
}

/** A text as it will look, in a frame. */
export function MarkdownPreview(props: ComponentProps<typeof Html>) {
  return (
    <div class="markdown-preview">
      <Html {...props} />
    </div>
  );
}

/** Text with simple marks (Markdown), and on demand how it will look. */
export function MarkdownField(props: MarkdownFieldProps) {
  const { value, onChange, preview, rows = 8, lang, dir } = props;
  const { t } = useTexts();
  const id = useId();
  const [html, setHtml] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const toggle = () => {
    if (html !== null) return setHtml(null);
    setFailed(false);
    preview(value).then(setHtml, () => setFailed(true));
  };
  const button = (
    <button
      type="button"
      class="button button-small"
      aria-expanded={html !== null}
      aria-controls={id}
      onClick={toggle}
    >
      {t(html === null ? "kit.preview" : "kit.preview_close")}
    </button>
  );
  return (
    <div class="markdown">
      <Field {...props} hint={props.hint ?? t("kit.markdown_hint")} aside={button}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={rows}
            lang={lang}
            dir={dir}
            value={value}
            onInput={(event) => {
              onChange(event.currentTarget.value);
              setHtml(null);
            }}
          />
        )}
      </Field>
      <div id={id} aria-live="polite">
        {failed && <p class="field-fault">{t("kit.preview_failed")}</p>}
        {html !== null && <MarkdownPreview html={html} lang={lang} dir={dir} />}
      </div>
    </div>
  );
}
