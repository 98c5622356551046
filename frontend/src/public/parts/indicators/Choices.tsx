import type { Series } from "../../../api/types";
import { type MessageKey, useI18n } from "../../../i18n/i18n";
import { Select } from "../../../ui/Select/Select";
import type { Choice } from "./useSeries";

interface ChoicesProps {
  choice: Choice;
  set: (changes: Partial<Choice>) => void;
  /** The areas there are numbers for besides the county. */
  areas: Series["areas"];
  county: { key: string; name: string };
  /** The series as it is shown, for the words of its dimensions and kinds of periods. */
  series: Series | null;
  releases: string[];
}

/** Area, breakdown, kind of period and release of what is shown; only where there is something to choose. */
export function Choices({ choice, set, areas, county, series, releases }: ChoicesProps) {
  const { t } = useI18n();
  const usual = (label: string) => ({ value: "", label });
  const period = (kind: string) => (t as (key: MessageKey) => string)(`period.${kind}` as MessageKey);
  const dimensions = series?.dimensions ?? [];
  const kinds = series?.periods ?? [];
  if (areas.length === 0 && dimensions.length === 0 && kinds.length < 2 && releases.length < 2) return null;
  return (
    <search class="filters no-print" aria-label={t("indicator.choose")}>
      {areas.length > 0 && (
        <Select
          label={t("indicator.area")}
          value={choice.area}
          options={[usual(county.name), ...areas.map(({ key, name }) => ({ value: key, label: name }))]}
          onChange={(area) => set({ area, period: "" })}
        />
      )}
      {dimensions.length > 0 && (
        <Select
          label={t("indicator.by")}
          value={choice.by}
          options={[
            usual(t("indicator.by_none")),
            ...dimensions.map(({ name, label }) => ({ value: name, label })),
          ]}
          onChange={(by) => set({ by })}
        />
      )}
      {kinds.length > 1 && (
        <Select
          label={t("indicator.rhythm")}
          value={choice.period}
          options={kinds.map((kind, index) => ({ value: index === 0 ? "" : kind, label: period(kind) }))}
          onChange={(kind) => set({ period: kind })}
        />
      )}
      {releases.length > 1 && (
        <Select
          label={t("indicator.release")}
          value={choice.release}
          options={[
            usual(t("indicator.release_newest")),
            ...releases.map((id) => ({ value: id, label: id })),
          ]}
          onChange={(release) => set({ release })}
        />
      )}
    </search>
  );
}
