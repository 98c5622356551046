import { useId } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { parseNumber } from "../../ui/NumberField/NumberField";
import { CellNotes } from "./CellNotes";
import { asksDenominator, isNumbered } from "./cells";
import type { Editing } from "./editing";
import type { Realisation } from "./types";
import { cellIn } from "./words";

export const REALISATIONS: readonly Realisation[] = ["no", "partly", "yes", "unknown"];

/** One cell to write in: number, share or realisation; everything else about it behind a button. */
export function CellInput({ name, editing }: { name: string; editing: Editing }) {
  const i18n = useTexts();
  const { t } = i18n;
  const id = useId();
  const { sheet } = editing;
  const cell = editing.cell(name);
  const label = cellIn(sheet.dimensions, name, i18n);
  const found = editing.found(name);
  const blocks = found.some(({ level }) => level === "block") || editing.fault(name) !== undefined;
  const shared = {
    disabled: editing.locked(name),
    "aria-describedby": `${id}-notes`,
    "aria-invalid": blocks ? ("true" as const) : undefined,
  };
  const gap = cell.status !== "" && !isNumbered(cell.status);
  const number = (field: "numerator" | "denominator") => (
    <input
      {...shared}
      class="input cell-number"
      inputmode="numeric"
      dir="ltr"
      autocomplete="off"
      aria-label={t(field === "numerator" ? "values.number_of" : "values.whole_of", { name: label })}
      value={cell[field]}
      placeholder={gap && field === "numerator" ? "–" : undefined}
      onInput={(event) => editing.set(name, { [field]: event.currentTarget.value })}
    />
  );
  return (
    <div
      class={blocks ? "cell cell-wrong" : found.length > 0 ? "cell cell-warned" : "cell"}
      data-field={name}
    >
      <div class={asksDenominator(sheet) ? "cell-line cell-line-share" : "cell-line"}>
        {sheet.kind === "realisation" ? (
          <select
            {...shared}
            class="input cell-choice"
            aria-label={t("values.realisation_of", { name: label })}
            value={cell.realisation}
            onChange={(event) =>
              editing.set(name, { realisation: event.currentTarget.value as Realisation | "" })
            }
          >
            <option value="">{gap ? t(`values.status_${cell.status as "later"}`) : "–"}</option>
            {REALISATIONS.map((one) => (
              <option key={one} value={one} selected={one === cell.realisation}>
                {t(`values.realisation_${one}`)}
              </option>
            ))}
          </select>
        ) : (
          number("numerator")
        )}
        {asksDenominator(sheet) && (
          <>
            <span>{t("values.of_word")}</span>
            {number("denominator")}
            <Share numerator={cell.numerator} denominator={cell.denominator} />
          </>
        )}
        <button
          type="button"
          class="cell-more"
          aria-label={t("values.details_of", { name: label })}
          title={t("values.details")}
          onClick={() => editing.open(name)}
        >
          <span aria-hidden="true">⋯</span>
        </button>
      </div>
      <CellNotes id={`${id}-notes`} name={name} editing={editing} />
    </div>
  );
}

function Share({ numerator, denominator }: { numerator: string; denominator: string }) {
  const { percent } = useTexts();
  const [part, whole] = [parseNumber(numerator), parseNumber(denominator)];
  if (!part || !whole || part > whole) return null;
  return <span class="muted">= {percent((100 * part) / whole)}</span>;
}
