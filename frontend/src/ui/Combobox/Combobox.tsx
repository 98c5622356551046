import { useEffect, useId, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import type { Option } from "../Choice/Choice";
import { Field, type FieldProps } from "../Field/Field";
import "./Combobox.css";

interface ComboboxProps extends FieldProps<Option | null> {
  /** Finds what fits to what was typed. */
  find: (text: string) => Promise<Option[]>;
}

/** How long typing must rest before anything is asked (milliseconds). */
const REST = 250;

/** One of very many: type a part of the name, choose with arrow keys and Enter or by a click. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, find } = props;
  const { t } = useTexts();
  const list = useId();
  const [text, setText] = useState(value?.label ?? "");
  const [found, setFound] = useState<Option[] | null>(null);
  const [active, setActive] = useState(0);
  useEffect(() => setText(value?.label ?? ""), [value?.value]);
  const wish = text.trim();
  const searching = wish !== "" && wish !== value?.label;
  useEffect(() => {
    if (!searching) {
      setFound(null);
      return undefined;
    }
    let wanted = true;
    const timer = setTimeout(
      () =>
        void find(wish).then(
          (options) => {
            if (!wanted) return;
            setFound(options);
            setActive(0);
          },
          () => wanted && setFound([]),
        ),
      REST,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [wish, searching]);
  const choose = (option: Option) => {
    setText(option.label);
    setFound(null);
    onChange(option);
  };
  const byKey = (event: KeyboardEvent) => {
    if (!found) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) setActive((active + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && found[active]) choose(found[active]);
    else if (event.key === "Escape") setFound(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const open = found !== null && found.length > 0;
  return (
    <div class="combobox">
      <Field {...props}>
        {(control) => (
          <input
            {...control}
            class="input"
            role="combobox"
            aria-expanded={open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={open ? `${list}-${active}` : undefined}
            autocomplete="off"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              if (value) onChange(null);
            }}
            onKeyDown={byKey}
            onBlur={() => setFound(null)}
          />
        )}
      </Field>
      <div id={list} role="listbox" aria-label={props.label} class="combobox-list" hidden={!open}>
        {found?.map((option, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, aria-activedescendant says which one
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={option.value}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === active}
            class="combobox-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </div>
        ))}
      </div>
      <p role="status" class={found?.length === 0 ? "field-hint" : "visually-hidden"}>
        {found && t("kit.found", { count: found.length })}
      </p>
    </div>
  );
}
