import { useI18n } from "../../../i18n/i18n";
import { Failure } from "../../../ui/Failure/Failure";
import { usePages } from "../../usePages";
import { EventCard } from "./EventCard";
import type { EventFilter } from "./EventFilters";
import { EventMap } from "./EventMap";

interface EventListProps {
  filter: EventFilter;
  /** Shows where they are, above the list. */
  map?: boolean;
  onArea: (area: string) => void;
}

/** What matches, in the order of its beginning. */
export function EventList({ filter, map = false, onArea }: EventListProps) {
  const { t, lang } = useI18n();
  const { items, more, state, problem } = usePages("/api/v1/events", filter, lang);
  return (
    <>
      <p role="status">
        <strong>
          {state === "ready" && t(more ? "event.count_more" : "event.count", { count: items.length })}
          {state === "loading" && t("site.loading")}
        </strong>
      </p>
      {problem && <Failure status={problem.status} retry={() => location.reload()} />}
      {map && state === "ready" && <EventMap items={items} selected={filter.area} onSelect={onArea} />}
      {state === "ready" && items.length === 0 && <p class="note">{t("event.none")}</p>}
      <ul class="bare grid" aria-busy={state === "loading"}>
        {items.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </ul>
      {more && (
        <button type="button" class="button" onClick={more}>
          {t("site.more")}
        </button>
      )}
    </>
  );
}
