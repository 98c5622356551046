import type { Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { usePeriod } from "../../../i18n/usePeriod";
import type { Benchmark } from "./cells";
import { useCell, useValue } from "./words";

/** A value in large type with its day or period; what is not there is said in words. */
function Fact({ label, value, note }: { label: string; value: string | null; note: string }) {
  return (
    <div class="indicator-fact">
      <dt>{label}</dt>
      <dd>
        {value !== null && <strong>{value}</strong>}
        <span class="small muted">{note}</span>
      </dd>
    </div>
  );
}

/** Baseline, newest value and target, in this order: where from, where, where to. */
export function Facts({ indicator }: { indicator: Indicator }) {
  const { t, day } = useI18n();
  const period = usePeriod();
  const say = useValue(indicator.kind);
  const sayCell = useCell(indicator.kind);
  const benchmark = (label: string, one: Benchmark) => (
    <Fact
      label={label}
      value={one.state === "set" ? say(one.value) : null}
      note={one.state === "set" ? t("indicator.on", { date: day(one.date) }) : t(`indicator.${one.state}`)}
    />
  );
  const { latest } = indicator;
  return (
    <dl class="indicator-facts">
      {benchmark(t("indicator.baseline"), indicator.baseline)}
      <Fact
        label={t("indicator.latest")}
        value={latest && sayCell(latest)}
        note={latest ? period(latest.period) : t("indicator.nothing_yet")}
      />
      {benchmark(t("indicator.target"), indicator.target)}
    </dl>
  );
}
