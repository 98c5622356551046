import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { DataList } from "../../ui/DataList/DataList";
import { Local } from "../../ui/Local/Local";
import { useRead } from "../api/useRead";
import { LoadList } from "../Load";
import { localIn } from "../said";
import { useFilters } from "../useFilters";
import { isChanged, publicOf } from "./changes";
import { ByArea, Reasons } from "./Hiding";
import type { Dimension, DraftCell, DraftIndicator } from "./types";
import { useAll } from "./useAll";
import { useWords } from "./words";

const SHOWN = ["all", "hidden", "changed"] as const;
/** So many rows at a time. */
const MOST = 100;

/** One indicator of a draft: why numbers are hidden, by area, and every cell with its exact number. */
export function DraftCells({ draft, indicator }: { draft: number; indicator: DraftIndicator }) {
  const { lang } = useTexts();
  const code = indicator.indicator;
  const cells = useAll("/staff/releases/drafts/{number}/cells", {
    path: { number: draft },
    query: { indicator: code },
  });
  const series = useRead("/indicators/{code}/series", { path: { code }, query: { lang } });
  const dimensions = series.state === "ready" ? series.data.dimensions : [];
  return (
    <section class="stack" aria-labelledby="cells">
      <h2 id="cells">
        <bdi>{code}</bdi> <Local text={localIn(indicator.text, lang)} />
      </h2>
      <Reasons indicator={indicator} />
      <LoadList of={cells}>{(items) => <Cells cells={items} dimensions={dimensions} />}</LoadList>
    </section>
  );
}

function Cells({ cells, dimensions }: { cells: readonly DraftCell[]; dimensions: readonly Dimension[] }) {
  const { t } = useTexts();
  const words = useWords(dimensions);
  const [filters, set] = useFilters(["area", "show"] as const);
  // What changes is what is decided about; the rest was read when it was signed.
  const show = filters.show || (cells.some(isChanged) ? "changed" : "all");
  const areas = new Map(cells.map((cell) => [cell.area, words.area(cell)]));
  const wanted = cells.filter(
    (cell) =>
      (!filters.area || cell.area === filters.area) &&
      (show !== "hidden" || cell.hidden) &&
      (show !== "changed" || isChanged(cell)),
  );
  return (
    <>
      <ByArea cells={cells} nameOf={words.area} />
      <h3>{t("releases.exact_title")}</h3>
      <p class="note">{t("releases.secret")}</p>
      <div class="filters">
        <Choice
          name="area"
          as="list"
          label={t("indicator.area")}
          none={t("releases.all_areas")}
          value={filters.area}
          options={[...areas].map(([value, label]) => ({ value, label }))}
          onChange={(area) => set({ area })}
        />
        <Choice
          name="show"
          as="list"
          label={t("releases.show")}
          value={show}
          options={SHOWN.map((value) => ({ value, label: t(`releases.show_${value}`) }))}
          onChange={(next) => set({ show: next })}
        />
      </div>
      <CellList key={filters.area + show} cells={wanted} words={words} />
    </>
  );
}

function CellList({ cells, words }: { cells: readonly DraftCell[]; words: ReturnType<typeof useWords> }) {
  const { t } = useTexts();
  const [most, setMost] = useState(MOST);
  return (
    <DataList
      caption={t("releases.exact_title")}
      rows={cells.slice(0, most)}
      more={cells.length > most ? () => setMost(most + MOST) : null}
      rowKey={({ area, period, dims, source, basis }) => [area, period, dims, source, basis].join()}
      empty={<p class="note">{t("releases.no_cells")}</p>}
      columns={[
        { key: "group", label: t("releases.group"), cell: ({ dims }) => words.group(dims) },
        { key: "area", label: t("indicator.area"), cell: words.area },
        { key: "period", label: t("indicator.rhythm"), cell: ({ period }) => words.period(period) },
        { key: "exact", label: t("releases.exact"), end: true, cell: words.value },
        {
          key: "before",
          label: t("releases.before"),
          end: true,
          cell: ({ before }) => (before ? words.value(before) : t("releases.new")),
        },
        {
          key: "after",
          label: t("releases.after"),
          end: true,
          cell: (one) => <strong>{words.value(publicOf(one))}</strong>,
        },
        {
          key: "why",
          label: t("releases.why"),
          cell: ({ hidden }) => hidden && t(`releases.why_${hidden}`),
        },
      ]}
    />
  );
}
