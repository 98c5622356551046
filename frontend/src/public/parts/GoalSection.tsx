import type { Goal, Measure } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../../ui/Local/Local";
import { ProgressMeter } from "../../ui/ProgressMeter/ProgressMeter";
import { MeasureCard } from "./MeasureCard";

/** A goal with its sub-goals and those of its measures that fit the filter. */
export function GoalSection({ goal, measures }: { goal: Goal; measures: Measure[] }) {
  const { t } = useI18n();
  const { code, title, cross_cutting, progress, sub_goals } = goal;
  return (
    <section class="goal" aria-labelledby={`goal-${code}`}>
      <div class="goal-head">
        <p class="eyebrow">
          {cross_cutting ? t("programme.cross_goal") : t("programme.goal_number", { code })}
        </p>
        <h2 id={`goal-${code}`}>
          <Local text={title} mark />
        </h2>
        {cross_cutting && <p>{t("programme.cross_cutting")}</p>}
        {!cross_cutting && (
          <ProgressMeter label={t("progress.label")} value={progress.value} leftOut={progress.left_out} />
        )}
        {sub_goals.length > 0 && (
          <>
            <h3>{t("programme.sub_goals")}</h3>
            <ul class="list">
              {sub_goals.map((sub) => (
                <li key={sub.code}>
                  <Local text={sub.title} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <ul class="bare goal-measures">
        {measures.map((measure) => (
          <MeasureCard key={measure.number} measure={measure} />
        ))}
      </ul>
    </section>
  );
}
