import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";

/** Who goes on with a measure after the project; says so when the proposal names nobody. */
export function HandOver({ measure }: { measure: MeasureDetail }) {
  const { t, day } = useI18n();
  const { successor, from, state } = measure.hand_over;
  return (
    <section class="aside-block stack">
      <h2>{t("measure.hand_over")}</h2>
      {successor && state !== "not_named" ? (
        <p>
          <Local text={successor} />
          <br />
          <span class="muted small">
            {t(`measure.hand_over_${state}`)}
            {from && ` · ${t("measure.hand_over_from", { date: day(from) })}`}
          </span>
        </p>
      ) : (
        <p>{t("measure.hand_over_not_named")}</p>
      )}
    </section>
  );
}
