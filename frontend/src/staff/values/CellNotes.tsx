import { useTexts } from "../../i18n/staffTexts";
import { saidIn } from "../said";
import { asksDenominator, isNumbered, sumsOf } from "./cells";
import type { Editing } from "./editing";
import type { Finding } from "./types";
import { cellIn, findingIn, valueIn } from "./words";

interface NotesProps {
  id: string;
  name: string;
  editing: Editing;
}

/** What belongs to a cell: a gap in words, what was said before, the sum of its parts, what is wrong, and why it is so. */
export function CellNotes({ id, name, editing }: NotesProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const cell = editing.cell(name);
  const before = editing.before(name);
  const inForce = editing.inForce(name);
  const found = editing.found(name);
  const fault = editing.fault(name);
  const said = found.map((one) => findingIn(one, i18n));
  const asks = found.some(needsReason);
  return (
    <div class="cell-notes">
      <div id={id}>
        {cell.status !== "" && cell.status !== "value" && (
          <p class="cell-status">
            {isNumbered(cell.status) && "± "}
            {t(`values.status_${cell.status}`)}
          </p>
        )}
        {before && <p>{t("values.before", { value: valueIn(before, i18n) })}</p>}
        {inForce && editing.corrects(name) && (
          <p>{t("values.in_force", { value: valueIn(inForce, i18n) })}</p>
        )}
        {editing.sheet.kind !== "realisation" && <Sums name={name} editing={editing} />}
        {found.map((one) => (
          <Found
            key={one.code + one.field}
            of={one}
            state={
              one.level !== "warn" ? "" : cell.reason !== "" ? "explained" : editing.writes ? "" : "noticed"
            }
          />
        ))}
        {fault && !said.includes(fault) && <p class="cell-fault">{fault}</p>}
      </div>
      {(asks || (found.length === 0 && cell.reason !== "")) && !editing.locked(name) && (
        <input
          class="input cell-reason"
          aria-label={t("values.reason_of", { name: cellIn(editing.sheet.dimensions, name, i18n) })}
          placeholder={t("values.reason_short")}
          maxLength={500}
          value={cell.reason}
          onInput={(event) => editing.set(name, { reason: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

const needsReason = ({ level, field }: Finding) => level === "warn" || field === "reason";

interface FoundProps {
  of: Finding;
  /** Whether a warning has its reason, or is only noticed since nothing is asked any more. */
  state?: "" | "explained" | "noticed";
}

/** One finding: what cannot be, and what has to be explained. */
export function Found({ of, state = "" }: FoundProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const blocks = of.level === "block";
  return (
    <p class={blocks ? "cell-fault" : state === "explained" ? "cell-explained" : "cell-warning"}>
      <strong>
        {t(blocks ? "values.level_block" : state ? `values.level_${state}` : "values.level_warn")}
      </strong>{" "}
      {findingIn(of, i18n)}
    </p>
  );
}

/** The parts added up, beside the total. */
function Sums({ name, editing }: { name: string; editing: Editing }) {
  const { t, lang, number } = useTexts();
  const { dimensions } = editing.sheet;
  const sums = sumsOf(name, editing.cells);
  const wholes = asksDenominator(editing.sheet) ? sumsOf(name, editing.cells, "denominator") : [];
  const free = editing.writes && !editing.locked(name);
  return (
    <>
      {sums.map(({ place, sum, whole }) => {
        const dimension = dimensions[place];
        const by = dimension ? saidIn(dimension.label, lang) : "";
        const total = wholes.find((one) => one.place === place)?.sum;
        const said =
          total === undefined ? number(sum) : t("values.of", { count: number(sum), total: number(total) });
        return (
          <p key={place}>
            {t("values.parts", { by, sum: said })}
            {whole === sum && " ✓"}
            {whole === null && free && (
              <>
                {" "}
                <button
                  type="button"
                  class="link-button"
                  onClick={() =>
                    editing.set(name, {
                      numerator: String(sum),
                      ...(total === undefined ? {} : { denominator: String(total) }),
                    })
                  }
                >
                  {t("values.take_sum")}
                </button>
              </>
            )}
          </p>
        );
      })}
    </>
  );
}
