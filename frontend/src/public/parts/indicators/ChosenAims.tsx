import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { type Column, DataTable } from "../../../ui/DataTable/DataTable";
import { type Aims, aimsOf, newest } from "./cells";
import { Facts } from "./Facts";
import { useAim } from "./words";

/** The columns of baselines and targets that any row has. */
export function useAimColumns<Row>(
  kind: Indicator["kind"],
  rows: readonly Row[],
  of: (row: Row) => Aims,
): Column<Row>[] {
  const { t } = useI18n();
  const say = useAim(kind);
  return (["baseline", "target"] as const)
    .filter((key) => rows.some((row) => of(row)[key].state !== "not_set"))
    .map((key) => ({
      key,
      kind: "text",
      label: t(`indicator.${key}`),
      value: (row) => {
        const said = say(of(row)[key]);
        return (
          said && (
            <span>
              {t("indicator.aim_cell", said)}
              <br />
              <span class="muted">{t("indicator.benchmark_source", said)}</span>
            </span>
          )
        );
      },
    }));
}

interface ChosenAimsProps {
  indicator: Indicator;
  series: Series;
  /** Key of the area that is shown, "" for the county; the dimension it is broken down by. */
  area: string;
  county: string;
  by: string;
  /** Name of the area. */
  name: string;
}

const isSet = (aims: Aims) => Object.values(aims).some(({ state }) => state !== "not_set");

function OfGroups(props: ChosenAimsProps & { dimension: Series["dimensions"][number]; title: string }) {
  const { indicator, series, area, county, by, dimension, title } = props;
  const rows = dimension.codes
    .map(({ code, label }) => ({ label, aims: aimsOf(series, area || county, by, code) }))
    .filter(({ aims }) => isSet(aims));
  const columns = useAimColumns(indicator.kind, rows, ({ aims }) => aims);
  if (rows.length === 0) return null;
  return (
    <DataTable
      cards
      caption={title}
      columns={[
        { key: "group", kind: "text", label: dimension.label, value: ({ label }) => label },
        ...columns,
      ]}
      rows={rows}
    />
  );
}

/** Baselines and targets of what was chosen: of an area, or of the groups in it. The county's own stand above. */
export function ChosenAims(props: ChosenAimsProps) {
  const { indicator, series, area, by, name } = props;
  const { t } = useI18n();
  const title = t("chart.pair", { name: t("indicator.aims"), value: name });
  const dimension = series.dimensions.find((one) => one.name === by);
  if (dimension) return <OfGroups {...props} dimension={dimension} title={title} />;
  const aims = aimsOf(series, area);
  if (!isSet(aims)) return null;
  return (
    <section class="card stack">
      <h2>{title}</h2>
      <Facts indicator={{ kind: indicator.kind, ...aims, latest: newest(series.items) ?? null }} />
      {indicator.time_rule === "sum" && <p class="small muted">{t("indicator.time_sum")}</p>}
    </section>
  );
}
