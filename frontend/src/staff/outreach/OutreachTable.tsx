import { useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { shortDay } from "../days";
import { saidIn } from "../said";
import { When } from "../When";
import { StageBadge } from "./StageBadge";
import { isEnded, STAGES } from "./stages";
import type { OutreachRow } from "./types";
import "./Outreach.css";

interface TableProps {
  rows: readonly OutreachRow[];
  more: (() => void) | null;
  /** Absent: who reads may not change. */
  onMove?: ((row: OutreachRow) => void) | undefined;
}

/** Whom to win for what, one row each; what is due first on top. */
export function OutreachTable({ rows, more, onMove }: TableProps) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  const title = (row: OutreachRow) => saidIn(row.measure.title, lang);
  return (
    <DataList
      caption={t("outreach.caption")}
      rows={rows}
      rowKey={({ id }) => id}
      more={more}
      empty={<p class="note">{t("outreach.none")}</p>}
      columns={[
        {
          key: "organisation",
          label: t("outreach.whom"),
          sort: ({ organisation }) => organisation.name,
          cell: (row) => (
            <>
              <a href={`/team/ansprache/${row.id}`}>{row.organisation.name}</a>
              <small class="muted outreach-measure">
                {row.measure.number} · {title(row)}
              </small>
            </>
          ),
        },
        {
          key: "stage",
          label: t("outreach.stage"),
          sort: ({ stage }) => STAGES.indexOf(stage),
          cell: (row) => <StageBadge stage={row.stage} />,
        },
        {
          key: "next",
          label: t("outreach.next_step"),
          sort: ({ next_step_on }) => next_step_on,
          cell: (row) => (
            <div>
              {row.next_step}
              {row.next_step_on && (
                <div>
                  <When due={row.next_step_on} open={!isEnded(row.stage)} short />
                </div>
              )}
            </div>
          ),
        },
        {
          key: "last",
          label: t("outreach.last_contact"),
          sort: ({ last_contact_on }) => last_contact_on,
          cell: (row) => (
            <span class="no-wrap">{row.last_contact_on ? shortDay(row.last_contact_on, i18n) : "–"}</span>
          ),
        },
        {
          key: "owner",
          label: t("outreach.owner"),
          sort: ({ owner }) => owner?.name ?? null,
          cell: (row) => row.owner?.name ?? "–",
        },
        ...(onMove
          ? [
              {
                key: "move",
                label: t("outreach.actions"),
                cell: (row: OutreachRow) => (
                  <button
                    type="button"
                    class="button button-small no-wrap"
                    aria-label={t("outreach.move_title", { name: row.organisation.name })}
                    onClick={() => onMove(row)}
                  >
                    {t("outreach.move_short")}
                  </button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
