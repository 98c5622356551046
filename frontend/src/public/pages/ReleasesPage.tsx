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

const LINES = ["I", "P"] as const;

function Line({ line, releases }: { line: (typeof LINES)[number]; releases: Release[] }) {
  const { t, moment } = useI18n();
  const title = t(`release.line_${line}`);
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p class="text">{t(`release.about_${line}`)}</p>
      {releases.length === 0 ? (
        <p class="note">{t("release.none")}</p>
      ) : (
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
      )}
    </section>
  );
}

export default function ReleasesPage() {
  const { t, lang } = useI18n();
  const to = useLink();
  const [{ after }, set] = useQuery(["after"] as const);
  const releases = useResource("/api/v1/releases", { query: after ? { lang, after } : { lang } });
  useTitle("title.releases");
  return (
    <>
      <PageHead title={t("release.title")} above={<a href={to("/indikatoren")}>{t("indicator.all")}</a>}>
        <p class="lead">{t("release.intro")}</p>
      </PageHead>
      <div class="wide stack page-body">
        <Await of={releases} lines={16}>
          {({ items, next }) => (
            <>
              {LINES.map((line) => (
                <Line key={line} line={line} releases={items.filter((one) => one.line === line)} />
              ))}
              {next && (
                <button type="button" class="button" onClick={() => set({ after: next })}>
                  {t("site.more")}
                </button>
              )}
            </>
          )}
        </Await>
        <p class="text">{t("release.correction")}</p>
      </div>
    </>
  );
}
