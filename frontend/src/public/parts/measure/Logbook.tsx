import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { RichText } from "../../../ui/RichText/RichText";

/** What happened, newest first. */
export function Logbook({ measure }: { measure: MeasureDetail }) {
  const { t, day } = useI18n();
  const entries = [...measure.logbook].sort((a, b) => b.day.localeCompare(a.day));
  return (
    <section class="stack">
      <h2>{t("measure.logbook")}</h2>
      {entries.length === 0 && <p class="muted">{t("measure.logbook_empty")}</p>}
      <ol class="bare">
        {entries.map((entry) => (
          <li key={entry.day + entry.text.text} class="log-entry">
            <time class="muted small" dateTime={entry.day}>
              {day(entry.day)}
            </time>
            <RichText text={entry.text} mark />
          </li>
        ))}
      </ol>
    </section>
  );
}
