import { useResource } from "../../api/resource";
import type { Area, County, Population } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Choices, type Level } from "../parts/county/Choices";
import { CountyMap } from "../parts/county/CountyMap";
import { dateChoices, isDay } from "../parts/county/dates";
import { PopulationChart } from "../parts/county/PopulationChart";
import { AgeStructure, Story } from "../parts/county/Story";
import { PageHead } from "../parts/PageHead";
import { useSite, useTitle } from "../site";
import { useQuery } from "../useQuery";
import "./CountyPage.css";

const NAMES = ["at", "level", "area"] as const;

/** The first day for which there are figures of the county. */
function firstFigures(population: Population | null): string | null {
  const days = population?.series.flatMap(({ points }) => points.map(({ date }) => date)) ?? [];
  return days.sort()[0] ?? null;
}

function Intro({ county, areas }: { county: County; areas: Area[] }) {
  const { t, number } = useI18n();
  const count = (kind: string) => areas.filter((area) => area.kind === kind).length;
  const groups = count("verbandsgemeinde");
  const given = {
    municipalities: count("municipality"),
    area: number(county.area_km2, 2),
    nations: number(county.nationalities),
  };
  return (
    <p class="lead">{groups > 0 ? t("county.intro", { ...given, groups }) : t("county.intro_flat", given)}</p>
  );
}

function Page({
  county,
  areas,
  population,
}: {
  county: County;
  areas: Area[];
  population: Population | null;
}) {
  const { t } = useI18n();
  const [chosen, set] = useQuery(NAMES);
  const grouped = areas.some(({ kind }) => kind === "verbandsgemeinde");
  const shown = chosen.area || county.key;
  const at = isDay(chosen.at) ? chosen.at : "";
  const level: Level = chosen.level === "verbandsgemeinde" && grouped ? "verbandsgemeinde" : "municipality";
  return (
    <>
      <Intro county={county} areas={areas} />
      <section class="stack county-section">
        <Choices
          at={at}
          level={level}
          dates={dateChoices(areas, firstFigures(population), county.today)}
          today={county.today}
          grouped={grouped}
          set={set}
        />
        <CountyMap
          at={at}
          today={county.today}
          level={level}
          selected={chosen.area}
          onSelect={(area) => set({ area: area ?? "" })}
        />
      </section>
      <section class="county-section">
        <PopulationChart area={shown} at={at} name={areas.find(({ key }) => key === shown)?.official_name} />
      </section>
      <Story county={county} />
      <section class="stack">
        <h2>{t("county.age")}</h2>
        {population && <AgeStructure ages={population.age_structure} />}
      </section>
    </>
  );
}

export default function CountyPage() {
  const { t, lang } = useI18n();
  const site = useSite();
  const areas = useResource("/api/v1/areas", { query: { limit: 200 } });
  const key = site.state === "ready" ? site.data.key : null;
  const population = useResource(
    "/api/v1/areas/{key}/population",
    key ? { path: { key }, query: { lang } } : null,
  );
  useTitle("title.county");
  return (
    <>
      <PageHead title={site.state === "ready" ? site.data.official_name : t("nav.county")} />
      <div class="wide stack page-body">
        <Await of={site} lines={24}>
          {(county) => (
            <Await of={areas} lines={24} quiet>
              {({ items }) => (
                <Page
                  county={county}
                  areas={items}
                  population={population.state === "ready" ? population.data : null}
                />
              )}
            </Await>
          )}
        </Await>
      </div>
    </>
  );
}
