import type { Option } from "../Choice/Choice";
import { FieldGroup, type FieldProps } from "../Field/Field";

interface MultiChoiceProps extends FieldProps<string[]> {
  options: readonly Option[];
}

/** Any number of several, kept in the order of the options. */
export function MultiChoice(props: MultiChoiceProps) {
  const { value, onChange, options, disabled } = props;
  const toggle = (code: string, on: boolean) => {
    const next = new Set(value);
    if (on) next.add(code);
    else next.delete(code);
    const known = options.map((option) => option.value).filter((one) => next.has(one));
    onChange([...known, ...value.filter((one) => next.has(one) && !known.includes(one))]);
  };
  return (
    <FieldGroup {...props}>
      <div class={options.length > 4 ? "ticks ticks-columns" : "ticks"}>
        {options.map((option) => (
          <label class="tick" key={option.value}>
            <input
              type="checkbox"
              checked={value.includes(option.value)}
              disabled={disabled}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
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
