import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { FieldGroup, type FieldProps } from "../../ui/Field/Field";
import { useList } from "../api/useList";
import "./AreasField.css";

/** Areas: the whole county, or any number of Verbandsgemeinden and municipalities. None means the whole county. */
export function AreasField(props: FieldProps<string[]>) {
  const { value, onChange, disabled } = props;
  const { t } = useTexts();
  const areas = useList("/areas", {}).items;
  const [open, setOpen] = useState(value.length > 0);
  const toggle = (key: string, on: boolean) =>
    onChange(on ? [...value, key] : value.filter((one) => one !== key));
  const tick = (key: string, label: string) => (
    <label class="tick" key={key}>
      <input
        type="checkbox"
        checked={value.includes(key)}
        disabled={disabled}
        onChange={(event) => toggle(key, event.currentTarget.checked)}
      />
      <span lang="de">{label}</span>
    </label>
  );
  const wholes = areas
    .filter(({ kind }) => kind === "verbandsgemeinde" || kind === "city")
    .sort((a, b) => a.name.localeCompare(b.name, "de"));
  return (
    <FieldGroup {...props}>
      <div class="ticks">
        <label class="tick">
          <input
            type="radio"
            checked={!open}
            disabled={disabled}
            onChange={() => {
              setOpen(false);
              onChange([]);
            }}
          />
          <span>{t("org.county_wide")}</span>
        </label>
        <label class="tick">
          <input type="radio" checked={open} disabled={disabled} onChange={() => setOpen(true)} />
          <span>{t("places.areas_some")}</span>
        </label>
      </div>
      {open && (
        <div class="areas">
          {wholes.map((whole) => {
            const parts = areas
              .filter(({ parent, kind }) => parent === whole.key && kind === "municipality")
              .sort((a, b) => a.name.localeCompare(b.name, "de"));
            const chosen = [whole, ...parts].filter(({ key }) => value.includes(key)).length;
            return (
              <details key={whole.key} open={chosen > 0}>
                <summary>
                  {whole.official_name}
                  {chosen > 0 && <span class="tag"> {chosen}</span>}
                </summary>
                {tick(whole.key, t("places.area_whole", { name: whole.name }))}
                <div class="ticks ticks-columns">{parts.map((part) => tick(part.key, part.name))}</div>
              </details>
            );
          })}
        </div>
      )}
    </FieldGroup>
  );
}
