import type { County } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { useLink } from "../site";
import "./Figures.css";

interface FigureProps {
  value: string;
  label: string;
  note: string;
}

function Figure({ value, label, note }: FigureProps) {
  return (
    <li class="figure">
      <strong class="figure-value">{value}</strong>
      <span class="figure-label">{label}</span>
      <small class="muted">{note}</small>
    </li>
  );
}

/** The county in three figures, each with its date. */
export function Figures({ county }: { county: County }) {
  const { t, number, percent, day } = useI18n();
  const to = useLink();
  const fact = (code: string) => county.facts.find((one) => one.code === code);
  const [population, share] = [fact("population"), fact("foreigners_share")];
  const date = (iso: string) => t("home.figure_date", { date: day(iso) });
  return (
    <section class="figures" aria-labelledby="figures">
      <div class="wide">
        <h2 id="figures" class="figures-title">
          {t("home.figures")}
        </h2>
        <ul class="bare figures-row">
          {population && (
            <Figure
              value={number(population.value)}
              label={t("home.figure_population")}
              note={date(population.as_of)}
            />
          )}
          <Figure
            value={number(county.nationalities)}
            label={t("home.figure_nationalities")}
            note={population ? date(population.as_of) : ""}
          />
          {share && (
            <Figure
              value={percent(share.value)}
              label={t("home.figure_foreigners_share")}
              note={date(share.as_of)}
            />
          )}
        </ul>
        <p>
          <a href={to("/landkreis")}>{t("home.figures_more")}</a>
        </p>
      </div>
    </section>
  );
}
