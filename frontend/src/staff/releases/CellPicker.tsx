import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DataList } from "../../ui/DataList/DataList";
import type { ReleasedCell } from "./types";
import type { useWords } from "./words";

interface CellPickerProps {
  cells: readonly ReleasedCell[];
  words: ReturnType<typeof useWords>;
  chosen: ReadonlySet<number>;
  toggle: (cell: ReleasedCell) => void;
}

/** Published cells of one area, to choose from. */
export function CellPicker({ cells, words, chosen, toggle }: CellPickerProps) {
  const { t } = useTexts();
  const areas = new Map(cells.map((cell) => [cell.area, words.area(cell)]));
  const [picked, setArea] = useState("");
  const area = areas.has(picked) ? picked : ([...areas.keys()][0] ?? "");
  return (
    <div class="stack">
      <Choice
        name="area"
        as="list"
        label={t("indicator.area")}
        value={area}
        options={[...areas].map(([value, label]) => ({ value, label }))}
        onChange={setArea}
      />
      <DataList
        caption={t("releases.pick_title")}
        rows={cells.filter((cell) => cell.area === area)}
        rowKey={({ id }) => id}
        empty={<p class="note">{t("releases.no_cells")}</p>}
        columns={[
          {
            key: "group",
            label: t("releases.group"),
            cell: (cell) => (
              <label class="tick">
                <input
                  type="checkbox"
                  checked={chosen.has(cell.id)}
                  disabled={cell.status === "suppressed"}
                  onChange={() => toggle(cell)}
                />
                <span>{words.group(cell.dims)}</span>
              </label>
            ),
          },
          { key: "period", label: t("indicator.rhythm"), cell: ({ period }) => words.period(period) },
          { key: "value", label: t("releases.after"), end: true, cell: words.value },
          { key: "since", label: t("releases.since"), cell: ({ since }) => <bdi>{since}</bdi> },
          {
            key: "note",
            label: t("indicator.note"),
            cell: ({ withdrawn }) => withdrawn && t("releases.was_withdrawn", { reason: withdrawn }),
          },
        ]}
      />
    </div>
  );
}
