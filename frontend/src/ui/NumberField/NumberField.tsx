import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Field, type FieldProps } from "../Field/Field";

interface NumberFieldProps extends FieldProps<number | null> {
  unit?: string;
}

/** "1.234,5" and "1234.5" as a number; null when empty, NaN when it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f']/g, "");
  if (plain === "") return null;
  const german = plain.includes(",")
    ? plain.replaceAll(".", "").replace(",", ".")
    : plain.replace(/\.(?=\d{3}(\D|$))/g, "");
  return /^[-−]?\d+(\.\d+)?$/.test(german) ? Number(german.replace("−", "-")) : Number.NaN;
}

const spoken = (value: number | null) => (value === null ? "" : String(value).replace(".", ","));

/** A number as people write it, with comma or point. What is none stays in the field, is said, and is NaN: forms do not send it. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, unit, fault } = props;
  const { t } = useTexts();
  const [text, setText] = useState(spoken(value));
  useEffect(() => {
    if (!Object.is(parseNumber(text), value)) setText(spoken(value));
  }, [value]);
  const wrong = Number.isNaN(parseNumber(text)) ? t("kit.fault_number") : undefined;
  const label = unit ? `${props.label} (${unit})` : props.label;
  return (
    <Field {...props} label={label} fault={wrong ?? fault}>
      {(control) => (
        <input
          {...control}
          class="input input-short"
          inputmode="decimal"
          dir="ltr"
          value={text}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            setText(typed);
            onChange(parseNumber(typed));
          }}
        />
      )}
    </Field>
  );
}
