import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { Local } from "../../ui/Local/Local";
import { localIn } from "../said";
import { useAct } from "../useAct";
import { When } from "../When";
import { begin } from "./begin";
import { periodIn } from "./periods";
import type { DueValue } from "./types";
import { areaIn } from "./words";

/** Values the person should bring, with the way to the sheet of each: one that was begun, or a new one. */
export function DueTable({ rows, more }: { rows: readonly DueValue[]; more: (() => void) | null }) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  const { route } = useLocation();
  const act = useAct();
  const start = ({ indicator, area, period }: DueValue) =>
    act(async () => route(`/team/werte/${await begin({ indicator, area, period })}`)).catch(() => undefined);
  return (
    <DataList
      caption={t("values.due")}
      rows={rows}
      rowKey={({ indicator, area, period }) => `${indicator} ${area} ${period}`}
      more={more}
      order="due"
      empty={<p class="note note-success">{t("values.due_none")}</p>}
      columns={[
        {
          key: "indicator",
          label: t("values.indicator"),
          sort: ({ indicator }) => indicator,
          cell: ({ indicator, text }) => (
            <>
              {indicator} <Local text={localIn(text, lang)} />
            </>
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
          sort: ({ period }) => period,
          cell: ({ period }) => periodIn(period, i18n),
        },
        {
          key: "due",
          label: t("values.due_on"),
          sort: ({ due }) => due,
          cell: ({ due }) => <When due={due} short />,
        },
        {
          key: "go",
          label: t("values.cells"),
          cell: (row) => {
            const name = {
              indicator: row.indicator,
              area: areaIn(row, i18n),
              period: periodIn(row.period, i18n),
            };
            return row.sheet ? (
              <a
                class="button button-small"
                href={`/team/werte/${row.sheet}`}
                aria-label={t("values.go_on_with", name)}
              >
                {t("values.go_on")}
              </a>
            ) : (
              <button
                type="button"
                class="button button-small"
                aria-label={t("values.enter_for", name)}
                onClick={() => void start(row)}
              >
                {t("values.enter")}
              </button>
            );
          },
        },
      ]}
    />
  );
}
