import { Field, type FieldProps } from "../../ui/Field/Field";

interface FileFieldProps extends FieldProps<File | null> {
  /** Endings and media types the browser offers first; the server looks at the bytes. */
  accept: string;
}

/** A file to choose. */
export function FileField(props: FileFieldProps) {
  const { accept, onChange } = props;
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="file"
          accept={accept}
          onChange={(event) => onChange(event.currentTarget.files?.[0] ?? null)}
        />
      )}
    </Field>
  );
}
