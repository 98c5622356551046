import type { Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { usePeriod } from "../../../i18n/usePeriod";
import { isHidden, newest, TOTAL } from "./cells";
import { useCell } from "./words";

/** The sentence that says what the picture shows, made from the data: first and last value, or the newest of every group. */
export function useSummary(series: Series, by: string, area: string): string {
  const { t, list } = useI18n();
  const period = usePeriod();
  const say = useCell(series.kind);
  const last = newest(series.items);
  if (!last) return t("indicator.summary_none");
  const hidden = series.items.filter(isHidden).length;
  const gaps = hidden > 0 ? ` ${t("indicator.summary_hidden", { count: hidden })}` : "";
  const dimension = series.dimensions.find(({ name }) => name === by);
  if (dimension) {
    const now = series.items.filter((cell) => cell.period === last.period);
    const words = dimension.codes.flatMap(({ code, label }) => {
      const cell = code === TOTAL ? undefined : now.find(({ codes }) => codes[by] === code);
      return cell ? [t("chart.pair", { name: label, value: say(cell) })] : [];
    });
    return (
      t("indicator.summary_many", {
        area,
        period: period(last.period),
        by: dimension.label,
        words: list(words),
      }) + gaps
    );
  }
  const first = series.items.reduce((best, cell) => (cell.end < best.end ? cell : best), last);
  if (first.period === last.period)
    return t("indicator.summary_one", { area, period: period(last.period), value: say(last) }) + gaps;
  return (
    t("indicator.summary_two", {
      area,
      first: say(first),
      first_period: period(first.period),
      last: say(last),
      last_period: period(last.period),
    }) + gaps
  );
}
