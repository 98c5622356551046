import { useId } from "preact/hooks";
import type { FieldProps } from "../Field/Field";
import "../Field/Field.css";

/** One yes or no. */
export function Checkbox({ name, label, value, onChange, hint, fault, disabled }: FieldProps<boolean>) {
  const id = useId();
  return (
    <div class={fault ? "field field-wrong" : "field"} data-field={name}>
      {fault && (
        <p id={`${id}-fault`} class="field-fault">
          {fault}
        </p>
      )}
      <label class="tick">
        <input
          type="checkbox"
          name={name}
          checked={value}
          disabled={disabled}
          aria-describedby={fault ? `${id}-fault` : undefined}
          aria-invalid={fault ? "true" : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          {label}
          {hint && <small>{hint}</small>}
        </span>
      </label>
    </div>
  );
}
