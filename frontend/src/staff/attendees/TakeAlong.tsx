import { shortMoment, useTexts } from "../../i18n/staffTexts";
import type { People } from "./types";

/** Lists that leave the screen: for spreadsheets, and to sign on paper. */
export function TakeAlong({ people }: { people: People }) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  const base = `/api/v1/staff/events/${people.id}`;
  return (
    <section class="stack no-print">
      <h2>{t("attendees.take_along")}</h2>
      <ul class="bare cluster">
        {(["xlsx", "csv"] as const).map((format) => (
          <li key={format}>
            <a
              class="button button-small"
              href={`${base}/registrations.${format}?lang=${lang}`}
              download
              rel="external"
            >
              {t(`attendees.${format}`)}
            </a>
          </li>
        ))}
        {people.sessions
          .filter(({ state }) => state !== "cancelled")
          .map(({ id, starts_at }) => (
            <li key={id}>
              <a
                class="button button-small"
                href={`${base}/sign-in-sheet.pdf?date=${id}&lang=${lang}`}
                target="_blank"
                rel="noopener"
              >
                {t("attendees.sheet", { when: shortMoment(starts_at, i18n) })}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}
