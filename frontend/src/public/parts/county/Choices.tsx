import { useI18n } from "../../../i18n/i18n";
import { Select } from "../../../ui/Select/Select";
import { isDay } from "./dates";

const LEVELS = ["municipality", "verbandsgemeinde"] as const;
export type Level = (typeof LEVELS)[number];

interface ChoicesProps {
  at: string;
  level: Level;
  /** Days worth a look, "" is today. */
  dates: string[];
  /** The last day one may ask for. */
  today: string;
  /** False in a county without Verbandsgemeinden. */
  grouped: boolean;
  set: (changes: { at?: string; level?: string; area?: string }) => void;
}

/** Date and level of the map. */
export function Choices({ at, level, dates, today, grouped, set }: ChoicesProps) {
  const { t, day } = useI18n();
  const own = dates.includes(at) ? [] : [at];
  const label = (date: string) => (date === "" ? t("county.date_today") : day(date));
  return (
    <search class="filters no-print" aria-label={t("county.map")}>
      <Select
        label={t("county.date")}
        value={at}
        options={[...dates, ...own].map((date) => ({ value: date, label: label(date) }))}
        onChange={(date) => set({ at: date, area: "" })}
      />
      <label class="select">
        <span class="select-label">{t("county.date_own")}</span>
        <input
          type="date"
          value={at || today}
          max={today}
          onChange={(event) => {
            const date = event.currentTarget.value;
            if (isDay(date)) set({ at: date === today ? "" : date, area: "" });
          }}
        />
      </label>
      {grouped && (
        <Select
          label={t("county.level")}
          value={level}
          options={LEVELS.map((one) => ({ value: one, label: t(`county.level_${one}`) }))}
          onChange={(one) => set({ level: one === "municipality" ? "" : one, area: "" })}
        />
      )}
    </search>
  );
}
