import { useResource } from "../../api/resource";
import type { Release } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { DataTable } from "../../ui/DataTable/DataTable";
import { Local } from "../../ui/Local/Local";
import { PageHead } from "../parts/PageHead";
import { useLink, useTitle } from "../site";
import { useQuery } from "../useQuery";
import "../parts/indicators/indicators.css";

/** The lines; in the address each name stands for where the next page of its line begins. */
const LINES = ["I", "P"] as const;

function Table({ title, releases }: { title: string; releases: Release[] }) {
  const { t, moment } = useI18n();
  if (releases.length === 0) return <p class="note">{t("release.none")}</p>;
  return (
    <div>
      <DataTable
        caption={title}
        columns={[
          { key: "id", kind: "text", label: t("release.number"), value: ({ id }) => <bdi>{id}</bdi> },
          {
            key: "date",
            kind: "text",
            label: t("release.date"),
            value: ({ published_at }) => moment(new Date(published_at)),
          },
          {
            key: "changed",
            kind: "number",
            label: t("release.changed"),
            value: ({ changed }) => changed,
          },
          {
            key: "note",
            kind: "text",
            label: t("release.note"),
            value: ({ note }) => note && <Local text={note} />,
          },
        ]}
        rows={releases}
        cards
      />
    </div>
  );
}

function Line({ line }: { line: (typeof LINES)[number] }) {
  const { t, lang } = useI18n();
  const [{ [line]: after }, set] = useQuery(LINES);
  const releases = useResource("/api/v1/releases", { query: { lang, line, ...(after && { after }) } });
  const title = t(`release.line_${line}`);
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p class="text">{t(`release.about_${line}`)}</p>
      <Await of={releases} lines={8} quiet={line !== "I"}>
        {({ items, next }) => (
          <>
            <Table title={title} releases={items} />
            {next && (
              <button type="button" class="button" onClick={() => set({ [line]: next })}>
                {t("site.more")}
              </button>
            )}
          </>
        )}
      </Await>
    </section>
  );
}

export default function ReleasesPage() {
  const { t } = useI18n();
  const to = useLink();
  useTitle("title.releases");
  return (
    <>
      <PageHead title={t("release.title")} above={<a href={to("/indikatoren")}>{t("indicator.all")}</a>}>
        <p class="lead">{t("release.intro")}</p>
      </PageHead>
      <div class="wide stack page-body">
        {LINES.map((line) => (
          <Line key={line} line={line} />
        ))}
        <p class="text">{t("release.correction")}</p>
      </div>
    </>
  );
}
