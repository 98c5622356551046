import { useTexts } from "../../i18n/staffTexts";
import { Select } from "../../ui/Select/Select";
import type { State } from "./types";
import { useChoices } from "./useChoices";

export const FILTERS = ["state", "indicator", "area"] as const;
export type Filters = Record<(typeof FILTERS)[number], string>;
const STATES: readonly State[] = ["draft", "submitted", "returned", "approved", "withdrawn"];

/** What the list is asked for. */
export const queryOf = ({ state, indicator, area }: Filters) => ({
  ...(state ? { state: state as State } : {}),
  ...(indicator ? { indicator } : {}),
  ...(area ? { area } : {}),
});

interface FiltersProps {
  filters: Filters;
  set: (changes: Partial<Filters>) => void;
  /** What is due has no state and is the person's own. */
  due: boolean;
}

/** State, indicator and area; all of them live in the address. */
export function ValuesFilters({ filters, set, due }: FiltersProps) {
  const { t } = useTexts();
  const { indicators, areas } = useChoices();
  const all = { value: "", label: t("site.all") };
  const wholes = areas.filter(({ kind }) => kind === "county" || kind === "verbandsgemeinde");
  return (
    <search class="filters no-print" aria-label={t("values.filter")}>
      {!due && (
        <Select
          label={t("values.state")}
          value={filters.state}
          options={[all, ...STATES.map((state) => ({ value: state, label: t(`values.state_${state}`) }))]}
          onChange={(state) => set({ state })}
        />
      )}
      <Select
        label={t("values.indicator")}
        value={filters.indicator}
        options={[
          all,
          ...indicators.map(({ code, text }) => ({ value: code, label: `${code} ${text.text}` })),
        ]}
        onChange={(indicator) => set({ indicator })}
      />
      {!due && (
        <Select
          label={t("values.area")}
          value={filters.area}
          options={[all, ...wholes.map(({ key, official_name }) => ({ value: key, label: official_name }))]}
          onChange={(area) => set({ area })}
        />
      )}
      {FILTERS.some((name) => filters[name] && !(due && name !== "indicator")) && (
        <button
          type="button"
          class="button button-small"
          onClick={() => set({ state: "", indicator: "", area: "" })}
        >
          {t("site.reset")}
        </button>
      )}
    </search>
  );
}
