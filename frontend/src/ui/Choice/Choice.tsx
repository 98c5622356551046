import { useId } from "preact/hooks";
import { Field, FieldGroup, type FieldProps } from "../Field/Field";

export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
}

interface ChoiceProps extends FieldProps<string> {
  options: readonly Option[];
  /** Radio buttons for few, a list for many; by default radio buttons up to four. */
  as?: "radios" | "list";
  /** Adds an empty option with this label. */
  none?: string;
}

/** One of several. */
export function Choice(props: ChoiceProps) {
  const { options, none, as = options.length > 4 ? "list" : "radios" } = props;
  const all = none === undefined ? options : [{ value: "", label: none }, ...options];
  return as === "list" ? <List {...props} options={all} /> : <Radios {...props} options={all} />;
}

function List(props: ChoiceProps) {
  const { value, onChange, options } = props;
  const known = options.some((option) => option.value === value);
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {!known && <option value={value} selected />}
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Radios(props: ChoiceProps) {
  const { value, onChange, options, disabled } = props;
  const group = useId();
  return (
    <FieldGroup {...props}>
      <div class="ticks">
        {options.map((option) => (
          <label class="tick" key={option.value}>
            <input
              type="radio"
              name={group}
              value={option.value}
              checked={option.value === value}
              disabled={disabled}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
