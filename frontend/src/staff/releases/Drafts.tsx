import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { shortDay } from "../days";
import type { DraftLine } from "./types";

export const isOpen = ({ state }: Pick<DraftLine, "state">) =>
  state === "waiting" || state === "ready" || state === "failed";

/** Drafts as a list, each with the way to it. */
export function Drafts({ drafts, caption }: { drafts: readonly DraftLine[]; caption: string }) {
  const i18n = useTexts();
  const { t } = i18n;
  return (
    <DataList
      caption={caption}
      rows={drafts}
      rowKey={({ id }) => id}
      empty={<p class="note">{t("releases.open_none")}</p>}
      columns={[
        {
          key: "id",
          label: t("team.release_draft"),
          cell: ({ id }) => (
            <a href={`/team/datenstaende/entwuerfe/${id}`}>{t("releases.draft", { number: id })}</a>
          ),
        },
        {
          key: "state",
          label: t("releases.state"),
          cell: ({ state }) => <span class="tag">{t(`releases.state_${state}`)}</span>,
        },
        { key: "until", label: t("releases.until"), cell: ({ until }) => shortDay(until, i18n) },
        {
          key: "asked",
          label: t("releases.asked"),
          cell: ({ asked_at }) => shortMoment(asked_at, i18n),
        },
      ]}
    />
  );
}
