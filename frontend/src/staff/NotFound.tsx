import { useTexts } from "../i18n/staffTexts";
import { useTitle } from "./shell/useTitle";

/** There is no such screen, or the person may not open it. */
export function NotFound() {
  const { t } = useTexts();
  useTitle(t("team.not_found"));
  return (
    <div class="stack">
      <h1>{t("team.not_found")}</h1>
      <p>{t("team.not_found_text")}</p>
      <p>
        <a class="button" href="/team">
          {t("team.todo")}
        </a>
      </p>
    </div>
  );
}
