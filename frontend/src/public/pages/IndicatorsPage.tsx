import { useResource } from "../../api/resource";
import type { Goal, Indicator } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Local } from "../../ui/Local/Local";
import { Context } from "../parts/indicators/Context";
import { isHidden } from "../parts/indicators/cells";
import { Glance, ofGoal } from "../parts/indicators/Glance";
import { HiddenNote } from "../parts/indicators/HiddenNote";
import { IndicatorCard } from "../parts/indicators/IndicatorCard";
import { NothingYet } from "../parts/indicators/NothingYet";
import { PageHead } from "../parts/PageHead";
import { useLink, useSite, useTitle } from "../site";
import "../parts/indicators/indicators.css";
import "./IndicatorsPage.css";

function GoalIndicators({ goal, indicators }: { goal: Goal; indicators: Indicator[] }) {
  const { t } = useI18n();
  const { code, title, cross_cutting } = goal;
  return (
    <section class="stack" aria-labelledby={`goal-${code}`}>
      <div>
        <p class="eyebrow">
          {cross_cutting ? t("programme.cross_goal") : t("programme.goal_number", { code })}
        </p>
        <h2 id={`goal-${code}`}>
          <Local text={title} mark />
        </h2>
      </div>
      <ul class="bare indicator-cards">
        {indicators.map((indicator) => (
          <IndicatorCard key={indicator.code} indicator={indicator} />
        ))}
      </ul>
    </section>
  );
}

function Overview({ goals, indicators }: { goals: Goal[]; indicators: Indicator[] }) {
  const newest = indicators.map((one) => one.latest);
  const measured = goals.filter(({ code }) => ofGoal(code, indicators).length > 0);
  return (
    <>
      {newest.every((cell) => cell === null) && <NothingYet />}
      <Glance goals={measured} indicators={indicators} />
      {newest.some((cell) => cell && isHidden(cell)) && <HiddenNote />}
      {measured.map((goal) => (
        <GoalIndicators key={goal.code} goal={goal} indicators={ofGoal(goal.code, indicators)} />
      ))}
    </>
  );
}

export default function IndicatorsPage() {
  const { t, lang } = useI18n();
  const to = useLink();
  const site = useSite();
  const goals = useResource("/api/v1/goals", { query: { lang } });
  const indicators = useResource("/api/v1/indicators", { query: { lang } });
  useTitle("title.indicators");
  return (
    <>
      <PageHead title={t("indicator.title")}>
        <p class="lead">{t("indicator.intro")}</p>
        <p class="cluster no-print">
          <a class="button" href={to("/indikatoren/vergleich")}>
            {t("comparison.title")}
          </a>
          <a class="button" href={to("/datenstaende")}>
            {t("release.title")}
          </a>
        </p>
      </PageHead>
      <div class="wide stack page-body">
        <Await of={goals} lines={24}>
          {(all) => (
            <Await of={indicators} lines={24} quiet>
              {({ items }) => <Overview goals={all.items} indicators={items} />}
            </Await>
          )}
        </Await>
        <p class="muted text">{t("indicator.caveat")}</p>
        <p class="no-print">
          <a href="/api/v1/catalogue.ttl" download>
            {t("indicator.catalogue")}
          </a>
        </p>
        {site.state === "ready" && <Context county={site.data} />}
      </div>
    </>
  );
}
