import type { Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { usePeriod } from "../../../i18n/usePeriod";
import type { Benchmark } from "./cells";
import { useCell, useValue } from "./words";

interface FactProps {
  label: string;
  value: string | null;
  note: string;
  source?: string | null;
  /** Whether the value is no number but a word, which is longer. */
  word: boolean;
}

/** A value in large type with its day or period; what is not there is said in words. */
function Fact({ label, value, note, source, word }: FactProps) {
  const { t } = useI18n();
  return (
    <div class="indicator-fact">
      <dt>{label}</dt>
      <dd>
        {value !== null && <strong class={word ? "indicator-word" : undefined}>{value}</strong>}
        <span class="small muted">{note}</span>
        {source && <span class="small muted">{t("indicator.benchmark_source", { source })}</span>}
      </dd>
    </div>
  );
}

/** Baseline, newest value and target, in this order: where from, where, where to. */
export function Facts({
  indicator,
}: {
  indicator: Pick<Indicator, "kind" | "baseline" | "latest" | "target">;
}) {
  const { t, day } = useI18n();
  const period = usePeriod();
  const say = useValue(indicator.kind);
  const sayCell = useCell(indicator.kind);
  const word = indicator.kind === "realisation";
  const benchmark = (label: string, one: Benchmark) => (
    <Fact
      label={label}
      word={word}
      value={one.state === "set" ? say(one.value) : null}
      source={one.state === "not_set" ? null : one.source}
      note={one.state === "set" ? t("indicator.on", { date: day(one.date) }) : t(`indicator.${one.state}`)}
    />
  );
  const { latest } = indicator;
  return (
    <dl class="indicator-facts">
      {benchmark(t("indicator.baseline"), indicator.baseline)}
      <Fact
        label={t("indicator.latest")}
        word={word}
        value={latest && sayCell(latest)}
        note={latest ? period(latest.period) : t("indicator.nothing_yet")}
      />
      {benchmark(t("indicator.target"), indicator.target)}
    </dl>
  );
}
