import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { saidIn } from "../said";
import { CellInput } from "./CellInput";
import { CellText } from "./CellText";
import { asksDenominator, codeFrom, codesIn, combined, EMPTY, nameOf, restOf, TOTAL } from "./cells";
import type { Editing } from "./editing";
import type { Dimension } from "./types";
import { codeIn } from "./words";
import "./Grid.css";

/** Open lists that grow with the register of organisations, not here. */
const REGISTERED = ["administration", "paper"];

/** The cells of a sheet: the last dimension side by side, the others below each other; on phones a card per row. */
export function Grid({ editing }: { editing: Editing }) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  const { sheet, cells, writes } = editing;
  const { dimensions } = sheet;
  const lists = dimensions.map((_, place) => codesIn(dimensions, place, Object.keys(cells)));
  const across = dimensions.length > 1 ? dimensions.length - 1 : null;
  const columns = across === null ? [[]] : (lists[across] ?? []).map((code) => [code]);
  const rows = combined(across === null ? lists : lists.slice(0, across));
  const label = (one: Dimension) => saidIn(one.label, lang) || one.name;
  const rowName = (codes: string[]) =>
    codes.every((code) => code === TOTAL)
      ? t("values.total")
      : codes.map((code, place) => codeIn(dimensions[place], code, i18n)).join(" · ");
  const heads = across === null ? dimensions : dimensions.slice(0, across);
  return (
    <div class="stack grid-values-frame">
      <table class={across === null ? "grid-values" : "grid-values grid-values-wide"}>
        <caption class="visually-hidden">{t("values.cells")}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.map(label).join(" · ") || t("values.what")}</th>
            {columns.map((codes) => (
              <th key={codes.join()} scope="col">
                {across === null ? t("values.value") : codeIn(dimensions[across], codes[0] ?? TOTAL, i18n)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((codes) => (
            <tr key={codes.join()} class={codes.includes(TOTAL) ? "grid-values-total" : undefined}>
              <th scope="row">{rowName(codes)}</th>
              {columns.map((column) => {
                const name = nameOf([...codes, ...column]);
                const head = across === null ? "" : codeIn(dimensions[across], column[0] ?? TOTAL, i18n);
                return (
                  <td key={name} data-label={head || undefined}>
                    {writes ? (
                      <CellInput name={name} editing={editing} />
                    ) : (
                      <CellText name={name} editing={editing} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {writes && <Rest editing={editing} />}
      {writes &&
        dimensions.map(
          (one, place) =>
            one.open &&
            !REGISTERED.includes(one.name) && (
              <NewCode key={one.name} dimension={one} place={place} editing={editing} />
            ),
        )}
    </div>
  );
}

/** Says what an empty field means, and fills the rest where the numbers that are there settle it. */
function Rest({ editing }: { editing: Editing }) {
  const { t } = useTexts();
  const { sheet, cells } = editing;
  if (sheet.kind !== "count" || sheet.dimensions.length === 0 || asksDenominator(sheet)) return null;
  const rest = restOf(cells);
  const fills = Object.keys(rest).length > 0 && !Object.keys(rest).some(editing.locked);
  if (!sheet.person && !fills) return null;
  return (
    <p class="muted small">
      {sheet.person && t("values.rest_hint")}{" "}
      {fills && (
        <button type="button" class="link-button" onClick={() => editing.setAll(rest)}>
          {t("values.take_rest")}
        </button>
      )}
    </p>
  );
}

/** Adds a code to an open list, such as a new topic. */
function NewCode({ dimension, place, editing }: { dimension: Dimension; place: number; editing: Editing }) {
  const { t, lang } = useTexts();
  const [text, setText] = useState("");
  const code = codeFrom(text);
  const name = nameOf(editing.sheet.dimensions.map((_, at) => (at === place ? code : TOTAL)));
  const add = () => {
    if (!code) return;
    editing.set(name, editing.cells[name] ?? EMPTY);
    setText("");
  };
  const label = t("values.add_code", { dimension: saidIn(dimension.label, lang) || dimension.name });
  return (
    <div class="grid-values-add">
      <label class="select">
        <span class="select-label">{label}</span>
        <input
          class="input"
          value={text}
          maxLength={60}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
      </label>
      <button type="button" class="button button-small" disabled={!code} onClick={add}>
        {t("values.add")}
      </button>
    </div>
  );
}
