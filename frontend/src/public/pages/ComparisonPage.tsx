import { useResource } from "../../api/resource";
import type { Indicator } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { usePeriod } from "../../i18n/usePeriod";
import { Await } from "../../ui/Await/Await";
import { Select } from "../../ui/Select/Select";
import { Comparison, type Row } from "../parts/indicators/Comparison";
import { isHidden, namedAreas, periodsOf } from "../parts/indicators/cells";
import { cellOf, isTold } from "../parts/indicators/comparing";
import { HiddenNote } from "../parts/indicators/HiddenNote";
import { useSeries } from "../parts/indicators/useSeries";
import { PageHead } from "../parts/PageHead";
import { useLink, useSite, useTitle } from "../site";
import { useQuery } from "../useQuery";
import "../parts/indicators/indicators.css";

const NAMES = ["indicator", "what", "area", "first", "second"] as const;
type Wish = Record<(typeof NAMES)[number], string>;
type Set_ = (changes: Partial<Wish>) => void;
interface Named {
  key: string;
  name: string;
}

/** A wish that exists among the options, or the usual one. */
const among = (wish: string, options: readonly string[], usual: string | undefined): string =>
  options.includes(wish) ? wish : (usual ?? "");

/** All cells of one kind of period: the areas', and the county's where it has the same. */
function usePool(indicator: Indicator, county: Named) {
  const inAreas = indicator.dimensions.includes("area");
  const byArea = useSeries(inAreas ? indicator.code : null, { by: "area" });
  const areas = byArea.state === "ready" && byArea.data.items.length > 0 ? byArea.data : null;
  const waits = inAreas && byArea.state === "loading";
  const whole = useSeries(waits ? null : indicator.code, areas ? { period: areas.period } : {});
  const say = usePeriod();
  const parts = [whole.state === "ready" ? whole.data : null, areas].filter((one) => one !== null);
  return {
    waits: waits || whole.state === "loading",
    cells: parts.flatMap(({ items }) => items),
    breaks: parts.flatMap(({ breaks }) => breaks),
    areas: [...(parts[0] && parts[0] !== areas ? [county] : []), ...(areas ? namedAreas(areas, say) : [])],
    file: areas ? { by: "area" } : {},
  };
}

interface SidesProps {
  options: readonly Named[];
  first: string;
  second: string;
  set: Set_;
}

/** The choice of both sides. */
function Sides({ options, first, second, set }: SidesProps) {
  const { t } = useI18n();
  const all = options.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <>
      <Select
        label={t("comparison.first")}
        value={first}
        options={all}
        onChange={(key) => set({ first: key })}
      />
      <Select
        label={t("comparison.second")}
        value={second}
        options={all}
        onChange={(key) => set({ second: key })}
      />
    </>
  );
}

function Compared({
  indicator,
  county,
  wish,
  set,
}: {
  indicator: Indicator;
  county: Named;
  wish: Wish;
  set: Set_;
}) {
  const { t } = useI18n();
  const say = usePeriod();
  const { waits, cells, breaks, areas, file } = usePool(indicator, county);
  if (waits) return <p role="status">{t("site.loading")}</p>;
  const periods = periodsOf(cells);
  const byAreas = areas.length > 1 && wish.what !== "periods";
  const keys = areas.map(({ key }) => key);
  const options = byAreas ? areas : periods.map((key) => ({ key, name: say(key) }));
  const known = options.map(({ key }) => key);
  // Usually two areas of one size: the county comes first in the list. Of periods the newest two.
  const usual = byAreas ? known.slice(known.length > 2 ? 1 : 0) : known.slice(0, 2).reverse();
  const first = among(wish.first, known, usual[0]);
  const second = among(wish.second, known, usual[1]);
  const name = (key: string) => options.find((one) => one.key === key)?.name ?? key;
  const pair = (at: string): Row =>
    byAreas
      ? { name: say(at), first: cellOf(cells, first, at), second: cellOf(cells, second, at) }
      : {
          name: areas.find(({ key }) => key === at)?.name ?? at,
          first: cellOf(cells, at, first),
          second: cellOf(cells, at, second),
        };
  const held = ({ first: one, second: other }: Row) => one !== undefined || other !== undefined;
  const rows = (byAreas ? [...periods].reverse() : keys).map(pair).filter(held);
  const area = among(
    wish.area,
    keys,
    keys.find((key) => isTold(pair(key))),
  );
  const main = byAreas ? [...rows].reverse().find(isTold) : pair(area);
  const ends = new Map(cells.map(({ end, period }) => [end, period]));
  return (
    <>
      <search class="filters no-print" aria-label={t("indicator.choose")}>
        {areas.length > 1 && (
          <Select
            label={t("comparison.what")}
            value={byAreas ? "" : "periods"}
            options={[
              { value: "", label: t("comparison.areas") },
              { value: "periods", label: t("comparison.periods") },
            ]}
            onChange={(what) => set({ what, first: "", second: "" })}
          />
        )}
        {!byAreas && areas.length > 1 && (
          <Select
            label={t("indicator.area")}
            value={area}
            options={areas.map((one) => ({ value: one.key, label: one.name }))}
            onChange={(key) => set({ area: key })}
          />
        )}
        {options.length > 1 && <Sides {...{ options, first, second, set }} />}
      </search>
      {options.length > 1 && main ? (
        <Comparison
          {...{ indicator, cells, breaks, rows, main, file }}
          first={name(first)}
          second={name(second)}
          head={t(byAreas ? "indicator.rhythm" : "indicator.area")}
          when={byAreas ? (end) => say(ends.get(end) ?? end) : null}
        />
      ) : (
        <p class="note">{t("comparison.none")}</p>
      )}
      {cells.some(isHidden) && <HiddenNote />}
    </>
  );
}

/** The choice of the indicator; those of which there is nothing to draw (realisations) stand apart on their own pages. */
function Page({ indicators, county }: { indicators: Indicator[]; county: Named }) {
  const { t } = useI18n();
  const [wish, set] = useQuery(NAMES);
  const fitting = indicators.filter(({ kind }) => kind !== "realisation");
  const indicator = fitting.find(({ code }) => code === wish.indicator) ?? fitting[0];
  if (!indicator) return <p class="note">{t("comparison.none")}</p>;
  return (
    <>
      <search class="filters no-print" aria-label={t("comparison.indicator")}>
        <Select
          label={t("comparison.indicator")}
          value={indicator.code}
          options={fitting.map(({ code, text }) => ({ value: code, label: `${code} ${text.text}` }))}
          onChange={(code) => set({ indicator: code, what: "", area: "", first: "", second: "" })}
        />
      </search>
      <Compared key={indicator.code} {...{ indicator, county, wish, set }} />
    </>
  );
}

export default function ComparisonPage() {
  const { t, lang } = useI18n();
  const to = useLink();
  const site = useSite();
  const indicators = useResource("/api/v1/indicators", { query: { lang } });
  useTitle("title.comparison");
  return (
    <>
      <PageHead title={t("comparison.title")} above={<a href={to("/indikatoren")}>{t("indicator.all")}</a>}>
        <p class="lead">{t("comparison.intro")}</p>
      </PageHead>
      <div class="wide stack page-body">
        <Await of={site} lines={16}>
          {({ key, official_name }) => (
            <Await of={indicators} lines={16} quiet>
              {({ items }) => <Page indicators={items} county={{ key, name: official_name }} />}
            </Await>
          )}
        </Await>
        <p class="muted text">{t("indicator.caveat")}</p>
      </div>
    </>
  );
}
