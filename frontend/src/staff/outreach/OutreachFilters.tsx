import { useTexts } from "../../i18n/staffTexts";
import { Select } from "../../ui/Select/Select";
import { daysAfter } from "../days";
import { useKinds } from "../pickers/kinds";
import { useColleagues } from "../pickers/useColleagues";
import { useMeasures } from "../pickers/useMeasures";
import { SearchField, useTyped } from "../SearchField";
import { today } from "../today";
import { STAGES } from "./stages";
import type { Stage } from "./types";
import "../Rows.css";

export const FILTERS = ["q", "stage", "measure", "kind", "due", "owner"] as const;
export type Filters = Record<(typeof FILTERS)[number], string>;

/** What the list is asked for. `due` stands in the address as a word, so that a kept address stays right tomorrow. */
export function queryOf(filters: Filters) {
  const days: Record<string, string> = {
    late: daysAfter(today(), -1),
    today: today(),
    week: daysAfter(today(), 7),
  };
  const due = days[filters.due];
  return {
    ...(filters.q ? { q: filters.q } : {}),
    ...(filters.stage ? { stage: filters.stage as Stage } : {}),
    ...(filters.measure ? { measure: Number(filters.measure) } : {}),
    ...(filters.kind ? { kind: filters.kind as never } : {}),
    ...(due ? { due } : {}),
    ...(filters.owner ? { owner: filters.owner } : {}),
  };
}

interface FiltersProps {
  filters: Filters;
  set: (changes: Partial<Filters>) => void;
  /** The board has a column per stage. */
  withStage: boolean;
}

/** Text, stage, measure, kind, day and person; all of them live in the address. */
export function OutreachFilters({ filters, set, withStage }: FiltersProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useTyped(filters.q, (q) => set({ q }));
  const kinds = useKinds();
  const measures = useMeasures();
  const colleagues = useColleagues();
  const all = { value: "", label: t("site.all") };
  return (
    <search class="filters no-print" aria-label={t("outreach.filter")}>
      <SearchField label={t("outreach.q")} typed={typed} onType={setTyped} />
      <Select
        label={t("outreach.owner")}
        value={filters.owner}
        options={[
          all,
          { value: "me", label: t("outreach.owner_me") },
          { value: "nobody", label: t("outreach.owner_nobody") },
          ...colleagues.slice(1),
        ]}
        onChange={(owner) => set({ owner })}
      />
      <Select
        label={t("outreach.due")}
        value={filters.due}
        options={[
          all,
          ...(["late", "today", "week"] as const).map((one) => ({
            value: one,
            label: t(`outreach.due_${one}`),
          })),
        ]}
        onChange={(due) => set({ due })}
      />
      {withStage && (
        <Select
          label={t("outreach.stage")}
          value={filters.stage}
          options={[all, ...STAGES.map((one) => ({ value: one, label: t(`outreach.stage_${one}`) }))]}
          onChange={(stage) => set({ stage })}
        />
      )}
      <Select
        label={t("outreach.measure")}
        value={filters.measure}
        options={[all, ...measures]}
        onChange={(measure) => set({ measure })}
      />
      <Select
        label={t("outreach.kind")}
        value={filters.kind}
        options={[all, ...kinds]}
        onChange={(kind) => set({ kind })}
      />
      {Object.values(filters).some(Boolean) && (
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            setTyped("");
            set({ q: "", stage: "", measure: "", kind: "", due: "", owner: "" });
          }}
        >
          {t("site.reset")}
        </button>
      )}
    </search>
  );
}
