import { useResource } from "../../../api/resource";
import type { Organisation } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { AreaMap } from "../../../ui/AreaMap/AreaMap";
import type { AreaFeature } from "../../../ui/AreaMap/mapGeometry";
import { Await } from "../../../ui/Await/Await";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { DataTable } from "../../../ui/DataTable/DataTable";
import { mapFeatures } from "../mapFeatures";

interface OrganisationMapProps {
  items: Organisation[];
  /** Key of the chosen area, or "". */
  selected: string;
  onSelect: (key: string | null) => void;
}

/** How many of `items` work in each area (key → number); one that works everywhere counts nowhere in particular. */
export function countByArea(items: Organisation[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { county_wide, areas } of items) {
    if (county_wide) continue;
    for (const { key } of areas) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The areas in which the shown organisations work. */
export function OrganisationMap({ items, selected, onSelect }: OrganisationMapProps) {
  const { t } = useI18n();
  const map = useResource("/api/v1/areas.geojson", { query: { level: "municipality" } });
  const counts = countByArea(items);
  const own = ({ properties }: AreaFeature) =>
    (counts.get(properties.key) ?? 0) + (properties.parent ? (counts.get(properties.parent) ?? 0) : 0);
  return (
    <Await of={map} lines={14} quiet>
      {(data) => {
        const features = mapFeatures(data);
        const differs = new Set(features.filter(({ properties }) => properties.inside).map(own)).size > 1;
        const marked = features.filter((feature) => own(feature) > 0);
        return (
          <ChartFigure
            title={t("org.map")}
            level={2}
            summary={marked.length > 0 ? t("org.map_summary", { count: marked.length }) : t("org.map_none")}
            table={
              <DataTable
                caption={t("org.map_name")}
                columns={[
                  {
                    key: "name",
                    kind: "text",
                    label: t("county.table_area"),
                    value: ({ properties }) => properties.name,
                  },
                  { key: "count", kind: "number", label: t("nav.organisations"), value: own },
                ]}
                rows={marked}
              />
            }
          >
            <AreaMap
              label={t("org.map_name")}
              features={features}
              attribution={data.attribution}
              selected={selected || null}
              onSelect={onSelect}
              {...(differs ? { values: { label: t("nav.organisations"), of: own } } : {})}
            >
              <p>{t("org.map_choose")}</p>
            </AreaMap>
          </ChartFigure>
        );
      }}
    </Await>
  );
}
