import type { Organisation } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Opening hours by weekday, and the days that differ. */
export function Hours({ organisation }: { organisation: Organisation }) {
  const { t, weekday, day } = useI18n();
  const { opening_hours, opening_exceptions } = organisation;
  const range = (opens: string, closes: string) => t("org.hours_range", { opens, closes });
  const open = (number: number) =>
    opening_hours
      .filter((hours) => hours.weekday === number)
      .map(({ opens, closes }) => range(opens, closes));
  return (
    <section class="aside-block stack">
      <h2>{t("org.hours")}</h2>
      {opening_hours.length === 0 ? (
        <p class="muted">{t("org.hours_missing")}</p>
      ) : (
        <dl class="facts">
          {DAYS.map((number) => (
            <div key={number} class="facts-row">
              <dt>{weekday(number)}</dt>
              <dd>{open(number).join(", ") || t("org.hours_closed")}</dd>
            </div>
          ))}
        </dl>
      )}
      {opening_exceptions.length > 0 && (
        <>
          <h3>{t("org.hours_exceptions")}</h3>
          <ul class="list">
            {opening_exceptions.map(({ date, opens, closes, note }) => (
              <li key={date}>
                {day(date)}: {opens && closes ? range(opens, closes) : t("org.hours_closed")}{" "}
                {note && <Local text={note} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
