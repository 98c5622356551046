import type { County } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../../ui/Local/Local";

/** What the project is, when it runs and for whom. `measures`: how many it has. */
export function Project({ county, measures }: { county: County; measures: number }) {
  const { t, day, number } = useI18n();
  const { start, end, state, quarter, quarters, years } = county.project;
  const dates = { start: day(start), end: day(end) };
  return (
    <section class="stack">
      <h2>{t("home.project")}</h2>
      <p class="text">{t("home.project_text", { years, measures })}</p>
      <p class="text">
        {state === "running"
          ? t("home.project_running", { ...dates, quarter: number(quarter ?? 1), quarters: number(quarters) })
          : t(`home.project_${state}`, dates)}
      </p>
      <h3>{t("home.target_groups")}</h3>
      <ul class="list text">
        {county.target_groups.map((group) => (
          <li key={group.text}>
            <Local text={group} />
          </li>
        ))}
      </ul>
    </section>
  );
}
