import { useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { Local } from "../../ui/Local/Local";
import { localIn } from "../said";
import type { DraftIndicator } from "./types";

export const hiddenIn = ({ hidden }: Pick<DraftIndicator, "hidden">) =>
  Object.values(hidden).reduce((sum, count) => sum + count, 0);

interface DraftIndicatorsProps {
  indicators: readonly DraftIndicator[];
  number: number;
  chosen: string;
}

/** What a draft shows, hides and changes, by indicator. */
export function DraftIndicators({ indicators, number: draft, chosen }: DraftIndicatorsProps) {
  const { t, lang, number } = useTexts();
  return (
    <DataList
      caption={t("releases.by_indicator")}
      rows={indicators}
      rowKey={({ indicator }) => indicator}
      empty={<p class="note">{t("releases.empty")}</p>}
      columns={[
        {
          key: "indicator",
          label: t("releases.indicator"),
          cell: ({ indicator, text }) => (
            <a
              href={`/team/datenstaende/entwuerfe/${draft}?indicator=${indicator}`}
              aria-current={indicator === chosen ? "true" : undefined}
            >
              <bdi>{indicator}</bdi> <Local text={localIn(text, lang)} />
            </a>
          ),
        },
        {
          key: "threshold",
          label: t("releases.threshold"),
          end: true,
          cell: ({ threshold }) => number(threshold),
        },
        { key: "shown", label: t("releases.shown"), end: true, cell: ({ shown }) => number(shown) },
        { key: "hidden", label: t("releases.hidden"), end: true, cell: (one) => number(hiddenIn(one)) },
        { key: "changed", label: t("releases.changed"), end: true, cell: ({ changed }) => number(changed) },
      ]}
    />
  );
}
