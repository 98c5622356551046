import type { County } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { PopulationChart } from "../county/PopulationChart";

/** What the indicators are to be read against: the population with its census break, and the one dated figure of foreigners. */
export function Context({ county }: { county: County }) {
  const { t, day, number, percent } = useI18n();
  const fact = (code: string) => county.facts.find((one) => one.code === code);
  const [foreigners, share] = [fact("foreigners"), fact("foreigners_share")];
  return (
    <section class="stack" aria-labelledby="context">
      <h2 id="context">{t("indicator.context")}</h2>
      {foreigners && share && (
        <p class="text">
          {t("indicator.context_foreigners", {
            date: day(foreigners.as_of),
            value: number(foreigners.value),
            share: percent(share.value),
          })}
        </p>
      )}
      <PopulationChart area={county.key} at="" name={county.official_name} />
    </section>
  );
}
