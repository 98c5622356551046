import type { County } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Local } from "../../ui/Local/Local";
import { useLink } from "../site";
import "./Project.css";

/** The quarters of the project as a strip: those behind us, the present one, those to come. The sentence above says the same. */
function Quarters({ project }: { project: County["project"] }) {
  const { month } = useI18n();
  const { start, end, state, quarter, quarters } = project;
  const now = state === "running" ? (quarter ?? 1) : state === "ended" ? quarters + 1 : 0;
  return (
    <div class="quarters small muted" aria-hidden="true">
      <div class="quarters-strip">
        {Array.from({ length: quarters }, (_, index) => (
          <span key={index} class={index + 1 === now ? "is-now" : index + 1 < now ? "is-past" : undefined} />
        ))}
      </div>
      <span>{month(start)}</span>
      <span>{month(end)}</span>
    </div>
  );
}

/** What the project is, when it runs and for whom. `measures`: how many it has. */
export function Project({ county, measures }: { county: County; measures: number }) {
  const { t, day, number } = useI18n();
  const to = useLink();
  const { start, end, state, quarter, quarters, years } = county.project;
  const dates = { start: day(start), end: day(end) };
  return (
    <section class="project">
      <div class="stack">
        <h2>{t("home.project")}</h2>
        <p class="lead">{t("home.project_text", { years, measures })}</p>
        <p class="text">
          {state === "running"
            ? t("home.project_running", {
                ...dates,
                quarter: number(quarter ?? 1),
                quarters: number(quarters),
              })
            : t(`home.project_${state}`, dates)}
        </p>
        <Quarters project={county.project} />
        <p>
          <a href={to("/zeitplan")}>{t("nav.timeline")}</a>
        </p>
      </div>
      <div class="project-groups stack">
        <h3>{t("home.target_groups")}</h3>
        <ul class="list">
          {county.target_groups.map((group) => (
            <li key={group.text}>
              <Local text={group} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
