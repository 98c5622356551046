import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { DataTable } from "../../ui/DataTable/DataTable";
import { cellIn, valueIn } from "./said";
import type { Preview } from "./types";

const AT_ONCE = 100;

/** What importing a file would change, cell by cell. */
export function Changes({ preview }: { preview: Preview }) {
  const i18n = useTexts();
  const { t } = i18n;
  const [most, setMost] = useState(AT_ONCE);
  const rows = preview.sheets.flatMap(({ cells, ...sheet }) => cells.map((cell) => ({ ...cell, sheet })));
  return (
    <section class="stack">
      <DataTable
        caption={t("imports.changes")}
        rows={rows.slice(0, most)}
        columns={[
          { key: "line", label: t("imports.line"), kind: "number", value: (row) => row.line },
          {
            key: "indicator",
            label: t("imports.indicator"),
            kind: "text",
            value: (row) => row.sheet.indicator,
          },
          { key: "area", label: t("imports.area"), kind: "text", value: (row) => row.sheet.area_name },
          { key: "period", label: t("imports.period"), kind: "text", value: (row) => row.sheet.period },
          { key: "cell", label: t("imports.cell"), kind: "text", value: (row) => cellIn(row.dims, i18n) },
          {
            key: "before",
            label: t("imports.before"),
            kind: "text",
            value: (row) => row.before && valueIn(row.before, i18n),
          },
          { key: "after", label: t("imports.after"), kind: "text", value: (row) => valueIn(row.after, i18n) },
        ]}
      />
      {rows.length > most && (
        <button type="button" class="button button-small" onClick={() => setMost(most + AT_ONCE)}>
          {t("imports.more", { count: rows.length - most })}
        </button>
      )}
    </section>
  );
}
