import { useRoute } from "preact-iso";
import { useResource } from "../../api/resource";
import type { Indicator } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { usePeriod } from "../../i18n/usePeriod";
import { Await } from "../../ui/Await/Await";
import { Stand } from "../../ui/Await/Stand";
import { Local } from "../../ui/Local/Local";
import { VerdictBadge } from "../../ui/VerdictBadge/VerdictBadge";
import { NotFound } from "../NotFound";
import { AreaFigure } from "../parts/indicators/AreaFigure";
import { Choices } from "../parts/indicators/Choices";
import { ChosenAims } from "../parts/indicators/ChosenAims";
import { isHidden, namedAreas } from "../parts/indicators/cells";
import { Downloads } from "../parts/indicators/Downloads";
import { Facts } from "../parts/indicators/Facts";
import { HiddenNote } from "../parts/indicators/HiddenNote";
import { NothingYet } from "../parts/indicators/NothingYet";
import { Past } from "../parts/indicators/Past";
import { SeriesFigure } from "../parts/indicators/SeriesFigure";
import { Sheet } from "../parts/indicators/Sheet";
import { CHOICES, useSeries } from "../parts/indicators/useSeries";
import { Way } from "../parts/indicators/Way";
import { PageHead } from "../parts/PageHead";
import { useLink, useSite, useTitle } from "../site";
import { useQuery } from "../useQuery";
import "../parts/indicators/indicators.css";

/** Verdict, baseline, newest value and target. */
function State({ indicator }: { indicator: Indicator }) {
  return (
    <section class="card stack indicator-state">
      <p>
        <VerdictBadge verdict={indicator.progress.verdict} />
      </p>
      <Facts indicator={indicator} />
      <Way progress={indicator.progress} />
    </section>
  );
}

/** The newest releases that can hold the indicator, and the one that was chosen, however old. */
function useReleases(indicator: Indicator, chosen: string): string[] {
  const { lang } = useI18n();
  const line = indicator.person ? "P" : "I";
  const releases = useResource("/api/v1/releases", { query: { lang, line, limit: 200 } });
  const ids = releases.state === "ready" ? releases.data.items.map(({ id }) => id) : [];
  return chosen && !ids.includes(chosen) ? [...ids, chosen] : ids;
}

/** Everything that depends on the choice in the address. */
function Numbers({ indicator, county }: { indicator: Indicator; county: { key: string; name: string } }) {
  const { t } = useI18n();
  const [address, set] = useQuery([...CHOICES, "on"] as const);
  const { on, ...choice } = address;
  const series = useSeries(indicator.code, choice);
  const inAreas = indicator.dimensions.includes("area");
  const byArea = useSeries(inAreas ? indicator.code : null, { by: "area", release: choice.release });
  const period = usePeriod();
  const areas = byArea.state === "ready" ? namedAreas(byArea.data, period) : [];
  const releases = useReleases(indicator, choice.release);
  const ready = series.state === "ready" ? series.data : null;
  const silent = ready !== null && ready.release === null;
  const refused = series.state === "error" && series.problem.status === 422;
  const area = areas.find(({ key }) => key === choice.area)?.name ?? county.name;
  const hidden = [ready, byArea.state === "ready" ? byArea.data : null].some((one) =>
    one?.items.some(isHidden),
  );
  return (
    <>
      {ready?.demo && ready.items.length > 0 && <p class="note note-warm">{t("indicator.demo")}</p>}
      {!silent && <Choices {...{ choice, set, areas, county, releases }} series={ready} />}
      {refused ? (
        <p class="note">
          {t("indicator.not_offered")}{" "}
          <button
            type="button"
            class="button"
            onClick={() => set({ area: "", by: "", period: "", release: "" })}
          >
            {t("site.reset")}
          </button>
        </p>
      ) : (
        <Await of={series} lines={16} quiet>
          {(data) =>
            silent ? (
              <NothingYet />
            ) : (
              <SeriesFigure publisher={county.name} {...{ indicator, choice, area }} series={data} />
            )
          }
        </Await>
      )}
      {ready && !silent && (
        <ChosenAims
          area={choice.area}
          county={county.key}
          by={choice.by}
          name={area}
          {...{ indicator }}
          series={ready}
        />
      )}
      {hidden && <HiddenNote />}
      {byArea.state === "ready" && byArea.data.items.length > 0 && (
        <AreaFigure
          indicator={indicator}
          series={byArea.data}
          period={on}
          onPeriod={(code) => set({ on: code })}
          selected={choice.area}
          onSelect={(key) => set({ area: key, period: "" })}
        />
      )}
      {ready && ready.items.length > 0 && <Downloads indicator={indicator} choice={choice} />}
      <Sheet
        indicator={indicator}
        labels={new Map(ready?.dimensions.map(({ name, label }) => [name, label]))}
      />
      {ready && <Past indicator={indicator} series={ready} />}
    </>
  );
}

function Page({ indicator }: { indicator: Indicator }) {
  const { t } = useI18n();
  const to = useLink();
  const site = useSite();
  return (
    <>
      <PageHead
        title={<Local text={indicator.text} mark />}
        above={t("indicator.number", { code: indicator.code })}
      >
        <p class="cluster no-print">
          <a href={to("/indikatoren")}>{t("indicator.all")}</a>
          <a href={to(`/indikatoren/vergleich?indicator=${indicator.code}`)}>{t("comparison.title")}</a>
        </p>
      </PageHead>
      <div class="wide stack page-body indicator-page">
        <State indicator={indicator} />
        <Await of={site} lines={16} quiet>
          {({ key, official_name }) => (
            <Numbers indicator={indicator} county={{ key, name: official_name }} />
          )}
        </Await>
      </div>
    </>
  );
}

export default function IndicatorPage() {
  const { lang } = useI18n();
  const { code = "" } = useRoute().params;
  const indicator = useResource("/api/v1/indicators/{code}", { path: { code }, query: { lang } });
  const missing = indicator.state === "error" && [404, 422].includes(indicator.problem.status);
  useTitle(
    missing ? "title.not_found" : "title.indicator",
    missing ? "" : indicator.state === "ready" ? indicator.data.text.text : null,
  );
  if (missing) return <NotFound />;
  if (indicator.state !== "ready") {
    return (
      <div class="wide page-head">
        <Await of={indicator} lines={24}>
          {() => null}
        </Await>
      </div>
    );
  }
  return (
    <>
      <Stand of={indicator} />
      <Page indicator={indicator.data} />
    </>
  );
}
