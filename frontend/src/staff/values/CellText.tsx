import { useTexts } from "../../i18n/staffTexts";
import { CellNotes } from "./CellNotes";
import { nameOfDims } from "./cells";
import type { Editing } from "./editing";
import { cellIn, valueIn } from "./words";

/** One cell to read: what was handed in, and what it is to replace. */
export function CellText({ name, editing }: { name: string; editing: Editing }) {
  const i18n = useTexts();
  const { t } = i18n;
  const { sheet } = editing;
  const working = sheet.working.find(({ dims }) => nameOfDims(dims) === name);
  const inForce = editing.inForce(name);
  const row = working ?? inForce;
  if (!row) return <span class="muted">–</span>;
  return (
    <div class="cell">
      <div class="cell-line">
        <strong class="cell-value">{valueIn(row, i18n)}</strong>
        <button
          type="button"
          class="cell-more"
          aria-label={t("values.details_of", { name: cellIn(sheet.dimensions, name, i18n) })}
          title={t("values.details")}
          onClick={() => editing.open(name)}
        >
          <span aria-hidden="true">⋯</span>
        </button>
      </div>
      {working && inForce && (
        <p class="cell-notes">{t("values.in_force", { value: valueIn(inForce, i18n) })}</p>
      )}
      <CellNotes id={`notes-${name}`} name={name} editing={editing} />
      {row.reason && <p class="cell-notes">{t("values.reason_was", { reason: row.reason })}</p>}
    </div>
  );
}
