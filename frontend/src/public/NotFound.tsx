import { useI18n } from "../i18n/i18n";
import { useLink, useTitle } from "./site";

/** For addresses that lead nowhere, and for objects that do not exist. */
export function NotFound() {
  const { t } = useI18n();
  const to = useLink();
  useTitle("title.not_found");
  return (
    <div class="wide page-head page-body">
      <h1>{t("not_found.title")}</h1>
      <p class="lead">{t("not_found.text")}</p>
      <p class="cluster">
        <a class="button button-main" href={to("/")}>
          {t("site.home")}
        </a>
        <a class="button" href={to("/programm")}>
          {t("nav.programme")}
        </a>
        <a class="button" href={to("/organisationen")}>
          {t("nav.organisations")}
        </a>
      </p>
    </div>
  );
}
