import { shortMoment, useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import type { AnswerOf } from "../api/operations";

type Release = AnswerOf<"/releases", "get">["items"][number];

/** Numbered releases of both lines, newest first. */
export function Published({ releases }: { releases: readonly Release[] }) {
  const i18n = useTexts();
  const { t, number } = i18n;
  return (
    <DataList
      caption={t("releases.published")}
      rows={releases}
      rowKey={({ id }) => id}
      empty={<p class="note">{t("release.none")}</p>}
      columns={[
        { key: "id", label: t("release.number"), cell: ({ id }) => <bdi>{id}</bdi> },
        { key: "line", label: t("releases.about"), cell: ({ line }) => t(`release.line_${line}`) },
        {
          key: "date",
          label: t("release.date"),
          cell: ({ published_at }) => shortMoment(published_at, i18n),
        },
        { key: "changed", label: t("release.changed"), end: true, cell: ({ changed }) => number(changed) },
      ]}
    />
  );
}
