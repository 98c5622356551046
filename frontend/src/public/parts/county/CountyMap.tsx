import { useMemo } from "preact/hooks";
import { useResource } from "../../../api/resource";
import type { AreaMapData } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { AreaMap } from "../../../ui/AreaMap/AreaMap";
import type { AreaFeature } from "../../../ui/AreaMap/mapGeometry";
import { ChartFigure } from "../../../ui/ChartFigure/ChartFigure";
import { Failure } from "../../../ui/Failure/Failure";
import { withQuery } from "../../links";
import { mapFeatures } from "../mapFeatures";
import { AreaFacts } from "./AreaFacts";
import { AreaTable } from "./AreaTable";
import type { Level } from "./Choices";

interface CountyMapProps {
  /** Day of the map, "" is today. */
  at: string;
  today: string;
  level: Level;
  selected: string;
  onSelect: (key: string | null) => void;
}

const people = ({ properties }: AreaFeature) => properties.population;

/** How many areas there are, and the largest. */
function useSummary(data: AreaMapData, level: Level, day: string): string {
  const { t, day: words, number } = useI18n();
  const inside = data.features.map(({ properties }) => properties).filter((one) => one.inside);
  const [largest] = [...inside].sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  return t(`county.map_summary_${level}`, {
    date: words(day),
    count: inside.length,
    largest: largest?.name ?? "",
    value: number(largest?.population ?? 0),
  });
}

function Picture({ data, at, today, level, selected, onSelect }: CountyMapProps & { data: AreaMapData }) {
  const { t } = useI18n();
  const summary = useSummary(data, level, at || today);
  const values = useMemo(() => ({ label: t("county.inhabitants"), of: people }), [t]);
  const features = mapFeatures(data);
  return (
    <ChartFigure
      title={t("county.map")}
      level={2}
      summary={summary}
      table={<AreaTable at={at} level={level} />}
      note={
        <a class="no-print" href={withQuery("/api/v1/areas.geojson", { at, level })} download>
          {t("county.geojson")}
        </a>
      }
    >
      <AreaMap
        label={t("county.map_name")}
        features={features}
        attribution={data.attribution}
        selected={selected || null}
        onSelect={onSelect}
        values={values}
      >
        {selected ? (
          <AreaFacts area={selected} at={at} onSelect={onSelect} />
        ) : (
          <p class="muted">{t("county.selected_none")}</p>
        )}
      </AreaMap>
    </ChartFigure>
  );
}

/** The map of the county on a day. */
export function CountyMap(props: CountyMapProps) {
  const { t } = useI18n();
  const { at, level } = props;
  const map = useResource("/api/v1/areas.geojson", { query: at ? { at, level } : { level } });
  if (map.state === "error") {
    return map.problem.status === 422 ? (
      <p class="note">{t("county.date_wrong")}</p>
    ) : (
      <Failure status={map.problem.status} retry={map.retry} />
    );
  }
  return <div class="county-map">{map.state === "ready" && <Picture {...props} data={map.data} />}</div>;
}
