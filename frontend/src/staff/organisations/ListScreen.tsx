import { useTexts } from "../../i18n/staffTexts";
import { DataList } from "../../ui/DataList/DataList";
import { Failure } from "../../ui/Failure/Failure";
import { Select } from "../../ui/Select/Select";
import { useList } from "../api/useList";
import { shortDay } from "../days";
import { useKinds } from "../pickers/kinds";
import { SearchField, useTyped } from "../SearchField";
import { useMay } from "../session/session";
import { Page } from "../shell/Page";
import { useFilters } from "../useFilters";
import { addressOf, type OrganisationLine } from "./model";
import "../Rows.css";

const NAMES = ["q", "kind", "area", "need"] as const;
const NEEDS = ["contact", "confirmation", "consent"] as const;
type Filters = Record<(typeof NAMES)[number], string>;

interface ListScreenProps {
  screen: string;
  offices: boolean;
}

function queryOf({ q, kind, area, need }: Filters) {
  return {
    ...(q ? { q } : {}),
    ...(kind ? { kind: kind as never } : {}),
    ...(area ? { area } : {}),
    ...(need ? { need: need as never } : {}),
  };
}

/** Organisations or offices of one's own reach, also ended ones. */
export function ListScreen({ screen, offices }: ListScreenProps) {
  const { t } = useTexts();
  const may = useMay();
  const [filters, set] = useFilters(NAMES);
  const list = useList(offices ? "/staff/offices" : "/staff/organisations", { query: queryOf(filters) });
  return (
    <Page
      screen={screen}
      intro={t(offices ? "places.offices_intro" : "places.intro")}
      actions={
        <>
          {may("organisations.merge") && (
            <a class="button button-small" href="/team/organisationen/doppelte">
              {t("team.duplicates")}
            </a>
          )}
          {may("organisations.create") && (
            <a class="button button-small button-main" href={`${screen}/${offices ? "neu" : "neue"}`}>
              {t(offices ? "team.office_new" : "team.organisation_new")}
            </a>
          )}
        </>
      }
    >
      <ListFilters filters={filters} set={set} offices={offices} />
      <p role="status">
        {list.state === "loading"
          ? t("site.loading")
          : t(list.more ? "org.count_more" : "org.count", { count: list.items.length })}
      </p>
      {list.problem && <Failure status={list.problem.status} retry={list.reload} />}
      {(list.state === "ready" || list.items.length > 0) && (
        <Rows
          items={list.items}
          more={list.more}
          caption={t(offices ? "team.offices" : "team.organisations")}
        />
      )}
    </Page>
  );
}

interface ListFiltersProps {
  filters: Filters;
  set: (changes: Partial<Filters>) => void;
  offices: boolean;
}

function ListFilters({ filters, set, offices }: ListFiltersProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useTyped(filters.q, (q) => set({ q }));
  const may = useMay();
  const kinds = useKinds(offices ? true : undefined);
  const areas = useList("/areas", {})
    .items.filter(({ kind }) => kind !== "county")
    .sort((a, b) => a.name.localeCompare(b.name, "de"))
    .map(({ key, name, official_name, kind }) => ({
      value: key,
      label: kind === "verbandsgemeinde" ? official_name : name,
      lang: "de",
    }));
  const all = { value: "", label: t("site.all") };
  const needs = NEEDS.filter((need) =>
    need === "confirmation" ? may("organisations.edit") : may("contacts.edit"),
  );
  return (
    <search class="filters" aria-label={t("org.filter")}>
      <SearchField label={t("org.search")} typed={typed} onType={setTyped} />
      <Select
        label={t("org.kind")}
        value={filters.kind}
        options={[all, ...kinds]}
        onChange={(kind) => set({ kind })}
      />
      <Select
        label={t("org.area")}
        value={filters.area}
        options={[all, ...areas]}
        onChange={(area) => set({ area })}
      />
      {needs.length > 0 && (
        <Select
          label={t("places.need")}
          value={filters.need}
          options={[all, ...needs.map((need) => ({ value: need, label: t(`places.need_${need}`) }))]}
          onChange={(need) => set({ need })}
        />
      )}
      {Object.values(filters).some(Boolean) && (
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            setTyped("");
            set({ q: "", kind: "", area: "", need: "" });
          }}
        >
          {t("site.reset")}
        </button>
      )}
    </search>
  );
}

interface RowsProps {
  items: readonly OrganisationLine[];
  more: (() => void) | null;
  caption: string;
}

function Rows({ items, more, caption }: RowsProps) {
  const i18n = useTexts();
  const { t, list } = i18n;
  const where = ({ county_wide, areas, town }: OrganisationLine) =>
    town ?? (county_wide ? t("org.county_wide") : list(areas.map(({ name }) => name)));
  return (
    <DataList
      caption={caption}
      rows={items}
      rowKey={({ key }) => key}
      more={more}
      empty={<p class="note">{t("places.none")}</p>}
      columns={[
        {
          key: "name",
          label: t("places.name"),
          sort: ({ name }) => name,
          cell: (one) => (
            <>
              <a href={addressOf(one)}>{one.name}</a>
              {one.valid_to && (
                <span class="small muted"> · {t("org.until", { date: shortDay(one.valid_to, i18n) })}</span>
              )}
            </>
          ),
        },
        {
          key: "kind",
          label: t("org.kind"),
          sort: ({ kind }) => t(`kind.${kind}`),
          cell: ({ kind }) => t(`kind.${kind}`),
        },
        {
          key: "where",
          label: t("org.area"),
          sort: where,
          cell: (one) => <span lang="de">{where(one)}</span>,
        },
        {
          key: "contacts",
          label: t("places.contacts_count"),
          end: true,
          sort: ({ contacts }) => contacts,
          cell: ({ contacts }) => contacts,
        },
        {
          key: "confirmed",
          label: t("places.confirmed_column"),
          sort: ({ confirmed_on }) => confirmed_on,
          cell: ({ confirmed_on }) => (confirmed_on ? shortDay(confirmed_on, i18n) : "–"),
        },
      ]}
    />
  );
}
