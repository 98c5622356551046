import { Field, type FieldProps } from "../Field/Field";

interface DateFieldProps extends FieldProps<string | null> {
  min?: string;
  max?: string;
}

/** A day as an ISO date, or null. The browser shows it as its user writes dates. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, min, max } = props;
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class="input input-short"
          type="date"
          dir="ltr"
          value={value ?? ""}
          min={min}
          max={max}
          onInput={(event) => onChange(event.currentTarget.value || null)}
        />
      )}
    </Field>
  );
}
