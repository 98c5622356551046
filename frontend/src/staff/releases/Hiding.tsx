import { useTexts } from "../../i18n/staffTexts";
import { DataTable } from "../../ui/DataTable/DataTable";
import { isChanged } from "./changes";
import { type DraftCell, type DraftIndicator, REASONS } from "./types";

/** How many numbers of an indicator are hidden, and why. */
export function Reasons({ indicator }: { indicator: DraftIndicator }) {
  const { t } = useTexts();
  const found = REASONS.filter((why) => indicator.hidden[why]);
  if (found.length === 0) return <p>{t("releases.nothing_hidden")}</p>;
  return (
    <div class="stack">
      <DataTable
        caption={t("releases.why_hidden")}
        columns={[
          { key: "why", kind: "text", label: t("releases.why"), value: (why) => t(`releases.why_${why}`) },
          {
            key: "count",
            kind: "number",
            label: t("releases.hidden"),
            value: (why) => indicator.hidden[why] ?? 0,
          },
        ]}
        rows={found}
      />
      {indicator.withheld && <p class="note">{t("releases.withheld")}</p>}
    </div>
  );
}

interface ByAreaProps {
  cells: readonly DraftCell[];
  nameOf: (cell: DraftCell) => string;
}

/** What is shown and hidden in each area. */
export function ByArea({ cells, nameOf }: ByAreaProps) {
  const { t } = useTexts();
  const areas = [...new Map(cells.map((cell) => [cell.area, nameOf(cell)]))].map(([area, name]) => {
    const own = cells.filter((cell) => cell.area === area);
    const hidden = own.filter((cell) => cell.hidden).length;
    return { name, hidden, shown: own.length - hidden, changed: own.filter(isChanged).length };
  });
  return (
    <DataTable
      caption={t("releases.by_area")}
      columns={[
        { key: "area", kind: "text", label: t("indicator.area"), value: ({ name }) => name },
        { key: "shown", kind: "number", label: t("releases.shown"), value: ({ shown }) => shown },
        { key: "hidden", kind: "number", label: t("releases.hidden"), value: ({ hidden }) => hidden },
        { key: "changed", kind: "number", label: t("releases.changed"), value: ({ changed }) => changed },
      ]}
      rows={areas}
    />
  );
}
