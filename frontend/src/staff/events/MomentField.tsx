import { Field, type FieldProps } from "../../ui/Field/Field";

/** Day and time in Berlin, "2026-12-05T18:00", or null. */
export function MomentField(props: FieldProps<string | null>) {
  const { value, onChange } = props;
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="datetime-local"
          dir="ltr"
          value={value ?? ""}
          onInput={(event) => onChange(event.currentTarget.value || null)}
        />
      )}
    </Field>
  );
}
