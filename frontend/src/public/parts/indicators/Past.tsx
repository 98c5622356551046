import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { withQuery } from "../../links";
import { useLink } from "../../site";

/** Which release is shown, and the way to everything that was ever published. */
export function Past({ indicator, series }: { indicator: Indicator; series: Series }) {
  const { t, moment } = useI18n();
  const to = useLink();
  const { release, published_at } = series;
  const all = withQuery(`/api/v1/indicators/${indicator.code}/series`, { include_history: "true" });
  return (
    <section class="stack" aria-labelledby="past">
      <h2 id="past">{t("indicator.history")}</h2>
      <p class="text">
        {release && published_at
          ? t("indicator.history_text", { release, date: moment(new Date(published_at)) })
          : t("indicator.history_none")}
      </p>
      <ul class="list no-print">
        <li>
          <a href={to("/datenstaende")}>{t("release.title")}</a>
        </li>
        {release && (
          <li>
            <a href={all}>{t("indicator.history_file")}</a>
          </li>
        )}
      </ul>
    </section>
  );
}
