import type { Area } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Select } from "../../../ui/Select/Select";
import { placeOptions, spokenOptions } from "../options";
import { SearchForm } from "../SearchForm";

const KINDS = [
  "advice",
  "migrant_organisation",
  "religious_community",
  "club",
  "adult_education",
  "school",
  "youth_office",
  "volunteer_exchange",
  "network",
  "advisory_council",
  "administration",
  "office",
  "council",
  "party_group",
  "employer",
  "employer_network",
  "newspaper",
] as const;
type Filter = Record<"kind" | "area" | "language" | "q", string>;

interface FiltersProps {
  filter: Filter;
  set: (changes: Partial<Filter>) => void;
  areas: Area[];
}

/** Filters of the list; all of them live in the address. */
export function OrganisationFilters({ filter, set, areas }: FiltersProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const all = { value: "", label: t("site.all") };
  const places = placeOptions(areas);
  const spoken = spokenOptions(i18n);
  const kinds = KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }));
  return (
    <search class="filters no-print" aria-label={t("org.filter")}>
      <SearchForm key={filter.q} value={filter.q} onSearch={(q) => set({ q })} />
      <Select
        label={t("org.kind")}
        value={filter.kind}
        options={[all, ...kinds]}
        onChange={(kind) => set({ kind })}
      />
      <Select
        label={t("org.area")}
        value={filter.area}
        options={[all, ...places]}
        onChange={(area) => set({ area })}
      />
      <Select
        label={t("org.language")}
        value={filter.language}
        options={[all, ...spoken]}
        onChange={(spokenLanguage) => set({ language: spokenLanguage })}
      />
      {Object.values(filter).some(Boolean) && (
        <button type="button" class="button" onClick={() => set({ kind: "", area: "", language: "", q: "" })}>
          {t("site.reset")}
        </button>
      )}
    </search>
  );
}
