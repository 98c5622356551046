import { Field, type FieldProps } from "../Field/Field";

interface TextAreaProps extends FieldProps<string> {
  rows?: number;
  maxLength?: number;
  lang?: string | undefined;
  dir?: "ltr" | "rtl" | undefined;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { value, onChange, rows = 4, maxLength, lang, dir } = props;
  return (
    <Field {...props}>
      {(control) => (
        <textarea
          {...control}
          class="input"
          rows={rows}
          maxLength={maxLength}
          lang={lang}
          dir={dir}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
