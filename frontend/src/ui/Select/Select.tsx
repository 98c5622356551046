import "./Select.css";

interface SelectProps {
  label: string;
  value: string;
  options: { value: string; label: string; lang?: string }[];
  onChange: (value: string) => void;
}

/** A labelled choice of one from a list. */
export function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label class="select">
      <span class="select-label">{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            lang={option.lang}
            selected={option.value === value}
          >
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
