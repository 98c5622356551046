import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { PageHead } from "../parts/PageHead";
import { useSite, useTitle } from "../site";
import "./ApiPage.css";

const RULES = ["text", "lists", "dates", "errors", "cache"] as const;

function Examples({ county, day }: { county: string; day: string }) {
  const { t } = useI18n();
  const base = `${location.origin}/api/v1`;
  const examples = [
    ["api.example_measures", `curl "${base}/measures?lang=de"`],
    ["api.example_language", `curl "${base}/measures/3?lang=pl"`],
    ["api.example_areas", `curl "${base}/areas?kind=municipality&at=${day}"`],
    ["api.example_csv", `curl "${base}/areas/${county}/population.csv"`],
    ["api.example_series", `curl "${base}/indicators/1.3a/series?by=area"`],
    ["api.example_geojson", `curl "${base}/areas.geojson?level=verbandsgemeinde"`],
    [
      "api.example_etag",
      `etag=$(curl -sI "${base}/county" | tr -d '\\r' | sed -n 's/^etag: //Ip')\ncurl -i -H "If-None-Match: $etag" "${base}/county"`,
    ],
  ] as const;
  return (
    <dl class="examples">
      {examples.map(([key, command]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <pre dir="ltr" tabIndex={0}>
              <code>{command}</code>
            </pre>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Texts({ county, day }: { county: string; day: string }) {
  const { t } = useI18n();
  return (
    <>
      <PageHead title={t("api.title")}>
        <p class="lead">{t("api.intro")}</p>
      </PageHead>
      <div class="wide stack page-body">
        <p class="cluster">
          <a class="button button-main" href="/openapi.yaml">
            {t("api.description")}
          </a>
          <a href="/openapi.json">{t("api.description_json")}</a>
          <a href="/problems">{t("api.problems")}</a>
        </p>
        <h2>{t("api.try")}</h2>
        <p>{t("api.try_text")}</p>
        <Examples county={county} day={day} />
        <h2>{t("api.rules")}</h2>
        <ul class="list text">
          {RULES.map((rule) => (
            <li key={rule}>{t(`api.rule_${rule}`)}</li>
          ))}
        </ul>
        <h2>{t("api.downloads")}</h2>
        <ul class="list">
          <li>
            <a href={`/api/v1/areas/${county}/population.csv`} download>
              {t("api.download_population")}
            </a>
          </li>
          <li>
            <a href="/api/v1/areas.geojson?level=municipality" download>
              {t("api.download_municipalities")}
            </a>
          </li>
          <li>
            <a href="/api/v1/areas.geojson?level=verbandsgemeinde" download>
              {t("api.download_groups")}
            </a>
          </li>
          <li>
            <a href="/api/v1/catalogue.ttl" download>
              {t("api.download_catalogue_ttl")}
            </a>
          </li>
          <li>
            <a href="/api/v1/catalogue.jsonld" download>
              {t("api.download_catalogue")}
            </a>
          </li>
        </ul>
        <p class="muted text">{t("api.reuse")}</p>
      </div>
    </>
  );
}

export default function ApiPage() {
  const site = useSite();
  useTitle("title.api");
  return (
    <Await of={site} lines={20}>
      {({ key, facts, today }) => (
        <Texts county={key} day={facts.find(({ code }) => code === "population")?.as_of ?? today} />
      )}
    </Await>
  );
}
