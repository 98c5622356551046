import type { Goal, Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { type Verdict, VerdictShape } from "../../../ui/VerdictBadge/VerdictBadge";
import { useLink } from "../../site";

const ORDER: Verdict[] = ["reached", "ahead", "on_track", "behind", "fell_back", "not_assessable"];

/** How many indicators have each verdict, best first; what nobody has is left out. */
export function counted(indicators: readonly Indicator[]): { verdict: Verdict; count: number }[] {
  const verdicts = indicators.map((one) => one.progress.verdict);
  return ORDER.map((verdict) => ({
    verdict,
    count: verdicts.filter((one) => one === verdict).length,
  })).filter(({ count }) => count > 0);
}

/** The indicators of a goal: its code begins theirs. */
export function ofGoal(goal: string, indicators: readonly Indicator[]): Indicator[] {
  return indicators.filter(({ code }) => code.split(".")[0] === goal);
}

function Counts({ indicators }: { indicators: Indicator[] }) {
  const { t, number } = useI18n();
  const total = number(indicators.length);
  const having = (has: (one: Indicator) => boolean) =>
    t("indicator.of", { count: number(indicators.filter(has).length), total });
  return (
    <dl class="facts">
      <dt>{t("indicator.count_baseline")}</dt>
      <dd>{having(({ baseline }) => baseline.state === "set")}</dd>
      <dt>{t("indicator.count_target")}</dt>
      <dd>{having(({ target }) => target.state === "set")}</dd>
      <dt>{t("indicator.count_released")}</dt>
      <dd>{having(({ latest }) => latest !== null)}</dd>
    </dl>
  );
}

/** Where every indicator stands, in one look: a sign for each in the row of its goal, and what the signs mean. */
export function Glance({ goals, indicators }: { goals: Goal[]; indicators: Indicator[] }) {
  const { t, number, list } = useI18n();
  const to = useLink();
  const counts = counted(indicators);
  const words = counts.map(({ verdict, count }) =>
    t("indicator.count_verdict", { count: number(count), verdict: t(`indicator.verdict_${verdict}`) }),
  );
  return (
    <section class="glance" aria-labelledby="glance">
      <div class="stack">
        <h2 id="glance">{t("indicator.glance")}</h2>
        <p class="lead">{t("indicator.glance_sentence", { count: indicators.length, words: list(words) })}</p>
        <Counts indicators={indicators} />
      </div>
      <div class="stack">
        <ul class="bare glance-goals">
          {goals.map(({ code, title }) => (
            <li key={code}>
              <p class="glance-goal">
                <strong>{code}</strong> <Local text={title} />
              </p>
              <ul class="bare glance-row">
                {ofGoal(code, indicators).map((indicator) => {
                  const { verdict } = indicator.progress;
                  return (
                    <li key={indicator.code}>
                      <a
                        class={`glance-one glance-${verdict}`}
                        href={to(`/indikatoren/${indicator.code}`)}
                        title={indicator.text.text}
                      >
                        <VerdictShape verdict={verdict} size={18} />
                        <span>{indicator.code}</span>
                        <span class="visually-hidden">: {t(`indicator.verdict_${verdict}`)}</span>
                      </a>
                    </li>
                  );
                })}
              </ul>
            </li>
          ))}
        </ul>
        <ul class="bare cluster small glance-key">
          {counts.map(({ verdict }) => (
            <li key={verdict} class={`glance-${verdict}`}>
              <VerdictShape verdict={verdict} /> {t(`indicator.verdict_${verdict}`)}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
