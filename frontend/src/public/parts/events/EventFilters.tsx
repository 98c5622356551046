import { useState } from "preact/hooks";
import { AUDIENCES, TOPICS } from "../../../api/eventCodes";
import type { Area } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Checkbox } from "../../../ui/Checkbox/Checkbox";
import { KINDS } from "../../../ui/EventBody/words";
import { hasRoom } from "../../../ui/Fold/Fold";
import { Select } from "../../../ui/Select/Select";
import { placeOptions, spokenOptions } from "../options";
import { SearchForm } from "../SearchForm";

export const FILTERS = ["kind", "area", "from", "to", "topic", "language", "audience", "free", "q"] as const;
export type EventFilter = Record<(typeof FILTERS)[number], string>;
const NONE = Object.fromEntries(FILTERS.map((name) => [name, ""])) as EventFilter;

interface EventFiltersProps {
  filter: EventFilter;
  set: (changes: Partial<EventFilter>) => void;
  areas: Area[];
  /** The month says which days are shown: no day to begin with. */
  dated: boolean;
}

/** Filters of the events; all of them live in the address. */
export function EventFilters({ filter, set, areas, dated }: EventFiltersProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const chosen = Object.values(filter).some(Boolean);
  const [first] = useState(() => hasRoom() || chosen);
  const all = { value: "", label: t("site.all") };
  const choices = {
    kind: [t("org.kind"), KINDS.map((value) => ({ value, label: t(`event.kind_${value}`) }))],
    area: [t("org.area"), placeOptions(areas)],
    topic: [t("event.topic"), TOPICS.map((value) => ({ value, label: t(`event.topic_${value}`) }))],
    audience: [
      t("event.audience"),
      AUDIENCES.map((value) => ({ value, label: t(`event.audience_${value}`) })),
    ],
    language: [t("org.language"), spokenOptions(i18n)],
  } as const;
  return (
    <search class="filters no-print" aria-label={t("org.filter")}>
      <SearchForm key={filter.q} value={filter.q} onSearch={(q) => set({ q })} />
      <details class="event-filters" open={first}>
        <summary>{t("org.filter")}</summary>
        <div class="event-choices">
          {Object.entries(choices).map(([name, [label, options]]) => (
            <Select
              key={name}
              label={label}
              value={filter[name as keyof typeof choices]}
              options={[all, ...options]}
              onChange={(value) => set({ [name]: value })}
            />
          ))}
          {!dated &&
            (["from", "to"] as const).map((name) => (
              <label key={name} class="select">
                <span class="select-label">{t(`event.${name}`)}</span>
                <input
                  type="date"
                  dir="ltr"
                  value={filter[name]}
                  onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
                />
              </label>
            ))}
          <Checkbox
            name="free"
            label={t("event.free_only")}
            value={filter.free === "true"}
            onChange={(only) => set({ free: only ? "true" : "" })}
          />
        </div>
      </details>
      {chosen && (
        <button type="button" class="button" onClick={() => set(NONE)}>
          {t("site.reset")}
        </button>
      )}
    </search>
  );
}
