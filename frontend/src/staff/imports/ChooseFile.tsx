import { useTexts } from "../../i18n/staffTexts";
import { Field } from "../../ui/Field/Field";
import { saveFile } from "../../ui/saveFile";
import { csvOf } from "./csv";
import type { Import } from "./useImport";

const HEADING = [
  "Indikator",
  "Gebiet",
  "Zeitraum",
  "Wert",
  "Zähler",
  "Nenner",
  "Geschlecht",
  "Migrationshintergrund",
  "Quelle",
  "Nachweis",
];

/** Chooses the file. The same one can be chosen again after it was mended. */
export function ChooseFile({ of }: { of: Import }) {
  const { t } = useTexts();
  const { file } = of.wish;
  const choose = (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (chosen) void of.choose(chosen);
    input.value = "";
  };
  return (
    <div class="stack">
      <Field name="file" label={t("imports.file")} hint={t("imports.file_hint")} disabled={of.busy !== ""}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="file"
            required={false}
            accept=".csv,.txt,.xlsx,text/csv"
            onChange={(event) => choose(event.currentTarget)}
          />
        )}
      </Field>
      {file && <p>{t("imports.chosen", { name: file.name })}</p>}
      <div class="form-actions">
        {file && of.busy === "" && !of.done && (
          <button type="button" class="button button-small" onClick={() => void of.look()}>
            {t("imports.look_again")}
          </button>
        )}
        <button
          type="button"
          class="button button-small"
          onClick={() => saveFile(csvOf([HEADING]), "vorlage-messwerte.csv")}
        >
          {t("imports.template")}
        </button>
      </div>
    </div>
  );
}
