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
      value: (row) => say(of(row)[key]),
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

/** Baselines and targets of what was chosen: of an area, or of the groups in it. The county's own stand above. */
export function ChosenAims({ indicator, series, area, county, by, name }: ChosenAimsProps) {
  const { t } = useI18n();
  const { kind } = indicator;
  const key = area || county;
  const dimension = series.dimensions.find((one) => one.name === by);
  const groups = (dimension?.codes ?? []).map(({ code, label }) => ({
    label,
    aims: aimsOf(series, key, by, code),
  }));
  const columns = useAimColumns(kind, groups, ({ aims }) => aims);
  const aims = aimsOf(series, key);
  if (dimension) {
    const rows = groups.filter((one) => Object.values(one.aims).some(({ state }) => state !== "not_set"));
    if (rows.length === 0) return null;
    return (
      <section class="card stack">
        <h2 class="indicator-aims">{`${t("indicator.aims")}: ${name}`}</h2>
        <DataTable
          caption={t("indicator.aims")}
          columns={[
            { key: "group", kind: "text", label: dimension.label, value: ({ label }) => label },
            ...columns,
          ]}
          rows={rows}
        />
      </section>
    );
  }
  if (area === "" || Object.values(aims).every(({ state }) => state === "not_set")) return null;
  return (
    <section class="card stack">
      <h2 class="indicator-aims">{name}</h2>
      <Facts indicator={{ kind, ...aims, latest: newest(series.items) ?? null }} />
    </section>
  );
}
