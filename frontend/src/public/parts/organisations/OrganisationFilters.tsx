import { useState } from "preact/hooks";
import type { Area } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Select } from "../../../ui/Select/Select";

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
/** Languages one may look for; the names come from the browser, in the language of the page. */
const SPOKEN = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "ru", "fa", "fr"] as const;
type Filter = Record<"kind" | "area" | "language" | "q", string>;

interface FiltersProps {
  filter: Filter;
  set: (changes: Partial<Filter>) => void;
  areas: Area[];
}

function Search({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(value);
  return (
    <form
      class="cluster search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <label class="select">
        <span class="select-label">{t("org.search")}</span>
        <input
          type="search"
          maxLength={100}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button button-main">
        {t("org.submit")}
      </button>
    </form>
  );
}

/** Filters of the list; all of them live in the address. */
export function OrganisationFilters({ filter, set, areas }: FiltersProps) {
  const { t, language, lang } = useI18n();
  const all = { value: "", label: t("site.all") };
  const byName = new Intl.Collator("de");
  const own = new Intl.Collator(lang === "de-simple" ? "de" : lang);
  const places = areas
    .filter(({ kind }) => kind !== "county")
    .sort((a, b) => byName.compare(a.name, b.name))
    .map(({ key, name, official_name, kind }) => ({
      value: key,
      label: kind === "verbandsgemeinde" ? official_name : name,
      lang: "de",
    }));
  const spoken = SPOKEN.map((code) => ({ value: code, label: language(code) })).sort((a, b) =>
    own.compare(a.label, b.label),
  );
  const kinds = KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }));
  return (
    <search class="filters no-print" aria-label={t("org.filter")}>
      <Search key={filter.q} value={filter.q} onSearch={(q) => set({ q })} />
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
