import { useEffect, useState } from "preact/hooks";

/** Milliseconds without a key until what was typed is asked for. */
const PAUSE = 300;

/** What is typed to filter a list by, and how to set it; `onChange` hears of it a moment after the last key. */
export function useTyped(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== value && onChange(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped] as const;
}

interface SearchFieldProps {
  label: string;
  typed: string;
  onType: (text: string) => void;
}

/** The field of text a list is filtered by. */
export function SearchField({ label, typed, onType }: SearchFieldProps) {
  return (
    <label class="select">
      <span class="select-label">{label}</span>
      <input
        type="search"
        maxLength={100}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </label>
  );
}
