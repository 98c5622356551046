import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Field, type FieldProps } from "../../ui/Field/Field";

const spoken = (value: number[] | null) => (value ? `${value[1]}, ${value[0]}` : "");

/** "49.41, 7.57" (latitude first, as maps show it) as [longitude, latitude]; null when empty, undefined when it is none. */
export function parsePosition(text: string): number[] | null | undefined {
  if (text.trim() === "") return null;
  const found = text.trim().match(/^(-?\d{1,2}(?:[.,]\d+)?)\s*°?\s*[;, ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*°?$/);
  if (!found) return undefined;
  const [lat, lon] = [found[1], found[2]].map((part) => Number(part?.replace(",", ".")));
  return lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180
    ? undefined
    : [lon, lat];
}

/** A place on the map, typed or pasted as maps show it. */
export function PositionField(props: FieldProps<number[] | null>) {
  const { value, onChange } = props;
  const { t } = useTexts();
  const [text, setText] = useState(spoken(value));
  useEffect(() => {
    if (JSON.stringify(parsePosition(text)) !== JSON.stringify(value)) setText(spoken(value));
  }, [JSON.stringify(value)]);
  const wrong = parsePosition(text) === undefined ? t("places.fault_position") : undefined;
  return (
    <Field {...props} fault={wrong ?? props.fault}>
      {(control) => (
        <input
          {...control}
          class="input"
          dir="ltr"
          inputmode="decimal"
          value={text}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            setText(typed);
            const position = parsePosition(typed);
            if (position !== undefined) onChange(position);
          }}
        />
      )}
    </Field>
  );
}
