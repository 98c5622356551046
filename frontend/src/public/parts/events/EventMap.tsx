import { useResource } from "../../../api/resource";
import type { EventItem } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { AreaMap } from "../../../ui/AreaMap/AreaMap";
import type { AreaFeature } from "../../../ui/AreaMap/mapGeometry";
import { Await } from "../../../ui/Await/Await";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { DataTable } from "../../../ui/DataTable/DataTable";
import { mapFeatures } from "../mapFeatures";

interface EventMapProps {
  items: EventItem[];
  /** Key of the chosen area, or "". */
  selected: string;
  onSelect: (area: string) => void;
}

/** In which municipalities the shown events are; one of a whole Verbandsgemeinde counts in each of its municipalities. */
export function EventMap({ items, selected, onSelect }: EventMapProps) {
  const { t } = useI18n();
  const map = useResource("/api/v1/areas.geojson", { query: { level: "municipality" } });
  const of = ({ properties }: AreaFeature) =>
    items.filter(({ area }) => area === properties.key || area === properties.parent).length;
  return (
    <Await of={map} lines={14} quiet>
      {(data) => {
        const features = mapFeatures(data);
        const marked = features.filter((feature) => of(feature) > 0);
        return (
          <ChartFigure
            title={t("event.map")}
            level={2}
            summary={
              marked.length > 0 ? t("event.map_summary", { count: marked.length }) : t("event.map_none")
            }
            table={
              <DataTable
                caption={t("event.map_name")}
                columns={[
                  {
                    key: "name",
                    kind: "text",
                    label: t("county.table_area"),
                    value: ({ properties }) => properties.name,
                  },
                  { key: "count", kind: "number", label: t("nav.events"), value: of },
                ]}
                rows={marked}
              />
            }
          >
            <AreaMap
              label={t("event.map_name")}
              features={features}
              attribution={data.attribution}
              selected={selected || null}
              onSelect={(area) => onSelect(area ?? "")}
              {...(marked.length > 0 ? { values: { label: t("nav.events"), of } } : {})}
            >
              <p>{t("event.map_choose")}</p>
            </AreaMap>
          </ChartFigure>
        );
      }}
    </Await>
  );
}
