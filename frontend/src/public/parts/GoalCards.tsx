import type { Goal } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../../ui/Local/Local";
import { ProgressMeter } from "../../ui/ProgressMeter/ProgressMeter";
import { useLink } from "../site";

/** The goals as cards, each leading to its measures. */
export function GoalCards({ goals }: { goals: Goal[] }) {
  const { t } = useI18n();
  const to = useLink();
  return (
    <section class="stack">
      <h2>{t("home.goals")}</h2>
      <ul class="bare grid goals">
        {goals.map(({ code, title, cross_cutting, progress }) => (
          <li key={code} class={cross_cutting ? "card stack goal-everywhere" : "card stack"}>
            <p class="eyebrow">
              {cross_cutting ? t("programme.cross_goal") : t("programme.goal_number", { code })}
            </p>
            <h3>
              <a class="card-link" href={to(`/programm?goal=${code}`)}>
                <Local text={title} />
              </a>
            </h3>
            {cross_cutting ? (
              <p>{t("programme.cross_cutting")}</p>
            ) : (
              <ProgressMeter label={t("progress.label")} value={progress.value} leftOut={progress.left_out} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
