import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useResource } from "../../api/resource";
import type { Goal } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Figures } from "../parts/Figures";
import { GoalCards } from "../parts/GoalCards";
import { Greetings } from "../parts/Greetings";
import { HeroMap } from "../parts/HeroMap";
import { Project } from "../parts/Project";
import { useLink, useSite, useTitle } from "../site";
import "./Home.css";

const PLACES = [
  ["nav.programme", "home.where_programme", "/programm"],
  ["nav.timeline", "home.where_timeline", "/zeitplan"],
  ["nav.county", "home.where_county", "/landkreis"],
  ["nav.organisations", "home.where_organisations", "/organisationen"],
] as const;

function Hero() {
  const { t } = useI18n();
  const to = useLink();
  const site = useSite();
  return (
    <div class="hero">
      <div class="wide hero-row">
        <div class="hero-words">
          <h1>{t("home.headline")}</h1>
          {site.state !== "error" && (
            <p class="lead hero-lead">
              {site.state === "ready" &&
                t("home.intro", { county: site.data.official_name, project: site.data.project.title.text })}
            </p>
          )}
          <p class="cluster">
            <a class="button button-main" href={to("/programm")}>
              {t("home.go_programme")}
            </a>
            <a class="button" href={to("/organisationen")}>
              {t("home.go_organisations")}
            </a>
          </p>
        </div>
        <HeroMap />
      </div>
    </div>
  );
}

/** What comes next is read below the first screen: it is fetched when the rest is there. */
function Events() {
  const [Part, setPart] = useState<ComponentType | null>(null);
  useEffect(() => {
    void import("../parts/NextEvents").then(({ NextEvents }) => setPart(() => NextEvents));
  }, []);
  return Part && <Part />;
}

function Where() {
  const { t } = useI18n();
  const to = useLink();
  return (
    <section class="stack no-print">
      <h2>{t("home.where")}</h2>
      <ul class="bare grid where">
        {PLACES.map(([title, text, address]) => (
          <li key={address} class="card stack">
            <h3>
              <a class="card-link" href={to(address)}>
                {t(title)}
              </a>
            </h3>
            <p>{t(text)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Home() {
  const { t, lang, list } = useI18n();
  const to = useLink();
  const site = useSite();
  const goals = useResource("/api/v1/goals", { query: { lang } });
  useTitle("title.home");
  const measures = (all: Goal[]) =>
    new Set(all.flatMap((goal) => goal.sub_goals.flatMap((sub) => sub.measures))).size;
  return (
    <>
      <Hero />
      <Await of={site} lines={8}>
        {(county) => (
          <>
            <Figures county={county} />
            <div class="wide stack home-body">
              <Await of={goals} lines={16} quiet>
                {({ items }) => (
                  <>
                    <Project county={county} measures={measures(items)} />
                    <GoalCards goals={items} />
                  </>
                )}
              </Await>
              <Events />
              <Where />
              <section class="invite">
                <div class="stack">
                  <h2>{t("home.invite")}</h2>
                  <p class="text">{t("home.invite_text")}</p>
                  {county.largest_groups.length > 0 && (
                    <p class="text">
                      {t("home.largest_groups", {
                        groups: list(county.largest_groups.map(({ text }) => text)),
                      })}
                    </p>
                  )}
                  <p>
                    <a class="button button-main" href={to("/organisationen")}>
                      {t("home.go_organisations")}
                    </a>
                  </p>
                </div>
                <Greetings />
              </section>
            </div>
          </>
        )}
      </Await>
    </>
  );
}
