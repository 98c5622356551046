import { useResource } from "../../api/resource";
import { useTexts } from "../../i18n/staffTexts";

/** Sign of the project and name of the staff area; leads to its start page. */
export function Brand() {
  const { t, lang } = useTexts();
  const county = useResource("/api/v1/county", { query: { lang } });
  return (
    <a class="team-brand" href="/team">
      <svg viewBox="0 0 64 64" width="36" height="36" aria-hidden="true">
        <path
          class="team-arc"
          d="M9 42a23 23 0 0 1 46 0"
          fill="none"
          stroke-width="7"
          stroke-linecap="round"
        />
        <path
          class="team-arc"
          d="M21 42a11 11 0 0 1 22 0"
          fill="none"
          stroke-width="7"
          stroke-linecap="round"
        />
        <circle class="team-dot" cx="32" cy="52" r="6" />
      </svg>
      <span>
        <strong>{county.state === "ready" ? county.data.project.title.text : "\u00a0"}</strong>
        <small>{t("team.area")}</small>
      </span>
    </a>
  );
}
