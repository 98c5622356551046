import { useState } from "preact/hooks";
import { shortMoment, useTexts } from "../../../i18n/staffTexts";
import { DataList } from "../../../ui/DataList/DataList";
import { Select } from "../../../ui/Select/Select";
import { useList } from "../../api/useList";
import { type EventLine, STATES } from "../../events/model";
import { NewEvent } from "../../events/NewEvent";
import { useEventKinds } from "../../events/options";
import { StateBadge } from "../../events/StateBadge";
import { LoadList } from "../../Load";
import { SearchField, useTyped } from "../../SearchField";
import { saidIn } from "../../said";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import { useFilters } from "../../useFilters";

const NAMES = ["q", "when", "state", "kind", "group"] as const;
type Filters = Record<(typeof NAMES)[number], string>;

const queryOf = ({ q, when, state, kind, group }: Filters) => ({
  ...(when === "all" ? {} : { when: (when || "ahead") as "ahead" }),
  ...(q ? { q } : {}),
  ...(state ? { state: state as "draft" } : {}),
  ...(kind ? { kind: kind as "training" } : {}),
  ...(group ? { working_group: Number(group) } : {}),
});

/** Events of one's own reach: what is ahead first. */
export default function Events() {
  const { t } = useTexts();
  const may = useMay();
  const [filters, set] = useFilters(NAMES);
  const [isNew, setNew] = useState(false);
  const list = useList("/staff/events", { query: queryOf(filters) });
  return (
    <Page
      screen="/team/veranstaltungen"
      intro={t("planning.intro")}
      actions={
        may("events.edit") && (
          <>
            {may("events.import") && (
              <a class="button button-small" href="/team/veranstaltungen/import">
                {t("team.event_import")}
              </a>
            )}
            <button type="button" class="button button-small button-main" onClick={() => setNew(true)}>
              {t("planning.new")}
            </button>
          </>
        )
      }
    >
      <EventFilters filters={filters} set={set} />
      <LoadList of={list}>{(items) => <Rows items={items} more={list.more} />}</LoadList>
      {isNew && (
        <NewEvent group={filters.group ? Number(filters.group) : undefined} onClose={() => setNew(false)} />
      )}
    </Page>
  );
}

function EventFilters({ filters, set }: { filters: Filters; set: (changes: Partial<Filters>) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useTyped(filters.q, (q) => set({ q }));
  const kinds = useEventKinds();
  const all = { value: "", label: t("site.all") };
  return (
    <search class="filters" aria-label={t("planning.filter")}>
      <SearchField label={t("planning.search")} typed={typed} onType={setTyped} />
      <Select
        label={t("planning.when")}
        value={filters.when || "ahead"}
        options={(["ahead", "past", "all"] as const).map((one) => ({
          value: one as string,
          label: t(`planning.when_${one}`),
        }))}
        onChange={(when) => set({ when: when === "ahead" ? "" : when })}
      />
      <Select
        label={t("planning.state")}
        value={filters.state}
        options={[all, ...STATES.map((one) => ({ value: one as string, label: t(`planning.state_${one}`) }))]}
        onChange={(state) => set({ state })}
      />
      <Select
        label={t("planning.kind")}
        value={filters.kind}
        options={[all, ...kinds]}
        onChange={(kind) => set({ kind })}
      />
    </search>
  );
}

function Rows({ items, more }: { items: readonly EventLine[]; more: (() => void) | null }) {
  const i18n = useTexts();
  const { t, lang } = i18n;
  return (
    <DataList
      caption={t("team.events")}
      rows={items}
      rowKey={({ id }) => id}
      more={more}
      empty={<p class="note">{t("planning.none")}</p>}
      columns={[
        {
          key: "title",
          label: t("planning.title"),
          sort: ({ title }) => saidIn(title, lang),
          cell: ({ id, title }) => <a href={`/team/veranstaltungen/${id}`}>{saidIn(title, lang)}</a>,
        },
        {
          key: "when",
          label: t("planning.starts_at"),
          sort: ({ first_at }) => first_at,
          cell: ({ first_at }) => (first_at ? shortMoment(first_at, i18n) : t("planning.dates_none")),
        },
        { key: "state", label: t("planning.state"), cell: ({ state }) => <StateBadge state={state} /> },
        {
          key: "kind",
          label: t("planning.kind"),
          sort: ({ kind }) => t(`event.kind_${kind}`),
          cell: ({ kind }) => t(`event.kind_${kind}`),
        },
        {
          key: "place",
          label: t("planning.area"),
          cell: ({ area_name, place }) => <span lang="de">{area_name ?? place ?? "–"}</span>,
        },
        { key: "seats", label: t("planning.seats"), cell: (one) => <Seats of={one} /> },
      ]}
    />
  );
}

function Seats({ of: { registration, capacity, taken, waiting } }: { of: EventLine }) {
  const { t } = useTexts();
  if (!registration) return <span class="muted">{t("planning.no_registration")}</span>;
  return (
    <span>
      {t("planning.seats_taken", { taken, capacity: capacity ?? 0 })}
      {waiting > 0 && <span class="small muted"> · {t("planning.seats_waiting", { count: waiting })}</span>}
    </span>
  );
}
