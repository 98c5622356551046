import { useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { Local } from "../../ui/Local/Local";
import { localIn } from "../said";
import { periodIn } from "./periods";
import { StateTag } from "./StateTag";
import type { SheetLine } from "./types";
import { areaIn, sourceIn } from "./words";

/** Sheets of values: what they are about and how far they have come. */
export function SheetTable({ rows, more }: { rows: readonly SheetLine[]; more: (() => void) | null }) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  return (
    <DataList
      caption={t("values.sheets")}
      rows={rows}
      rowKey={({ id }) => id}
      more={more}
      order="-period"
      empty={<p class="note">{t("values.none")}</p>}
      columns={[
        {
          key: "indicator",
          label: t("values.indicator"),
          sort: ({ indicator }) => indicator,
          cell: ({ id, indicator, text }) => (
            <a href={`/team/werte/${id}`}>
              {indicator} <Local text={localIn(text, lang)} />
            </a>
          ),
        },
        {
          key: "area",
          label: t("values.area"),
          sort: (row) => areaIn(row, i18n),
          cell: (row) => areaIn(row, i18n),
        },
        {
          key: "period",
          label: t("values.period"),
          sort: ({ period_end, period }) => `${period_end} ${period}`,
          cell: ({ period }) => periodIn(period, i18n),
        },
        {
          key: "source",
          label: t("values.source"),
          cell: ({ source, basis, derived }) => (
            <>
              {derived ? t("values.source_derived") : sourceIn(source, i18n)}
              {basis && `, ${basis}`}
            </>
          ),
        },
        {
          key: "state",
          label: t("values.state"),
          sort: ({ state }) => t(`values.state_${state}`),
          cell: ({ state }) => <StateTag state={state} />,
        },
      ]}
    />
  );
}
