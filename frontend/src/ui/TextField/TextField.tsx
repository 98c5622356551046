import { Field, type FieldProps } from "../Field/Field";

interface TextFieldProps extends FieldProps<string> {
  type?: "text" | "email" | "tel" | "url" | "password" | "search";
  /** Tokens of the autofill standard, such as "current-password". */
  autocomplete?: string;
  inputmode?: "text" | "numeric" | "email" | "tel" | "url";
  maxLength?: number;
  lang?: string;
  dir?: "ltr" | "rtl" | "auto";
  short?: boolean;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, type = "text", autocomplete, inputmode, maxLength, lang, dir, short } = props;
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class={short ? "input input-short" : "input"}
          {...({ type } as { type: "text" })}
          value={value}
          autocomplete={autocomplete}
          inputmode={inputmode}
          maxLength={maxLength}
          lang={lang}
          dir={dir ?? (type === "text" ? undefined : "ltr")}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
