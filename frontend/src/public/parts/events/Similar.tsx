import { useResource } from "../../../api/resource";
import { useI18n } from "../../../i18n/i18n";
import { EventCard } from "./EventCard";

/** The next events that are like one; nothing where there is none. */
export function Similar({ to: number }: { to: number }) {
  const { t, lang } = useI18n();
  const similar = useResource("/api/v1/events/{number}/similar", { path: { number }, query: { lang } });
  if (similar.state !== "ready" || similar.data.items.length === 0) return null;
  return (
    <section class="stack no-print">
      <h2>{t("event.similar")}</h2>
      <ul class="bare grid">
        {similar.data.items.map((event) => (
          <EventCard key={event.id} event={event} level={3} />
        ))}
      </ul>
    </section>
  );
}
