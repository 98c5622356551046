import { useMemo } from "preact/hooks";
import { useResource } from "../../api/resource";
import type { AreaMapData } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { mapScene } from "../../ui/AreaMap/scene";
import { mapFeatures } from "./mapFeatures";
import "./HeroMap.css";

const WIDTH = 560;

function Picture({ data }: { data: AreaMapData }) {
  const scene = useMemo(
    () => mapScene(mapFeatures(data), WIDTH, ({ properties }) => properties.population),
    [data],
  );
  return (
    <svg viewBox={`0 0 ${WIDTH} ${scene.height}`} aria-hidden="true">
      {scene.shapes.map(({ feature, d, class: shade }) => (
        <path
          key={feature.properties.key}
          d={d}
          class={
            feature.properties.inside ? `hero-area hero-area-${shade ?? 0}` : "hero-area hero-area-outside"
          }
          fill-rule="evenodd"
        />
      ))}
    </svg>
  );
}

/** The county itself as the picture of the start page: its municipalities, darker where more people live. */
export function HeroMap() {
  const { t } = useI18n();
  const map = useResource("/api/v1/areas.geojson", { query: { level: "municipality" } });
  if (map.state === "error") return null;
  return (
    <figure class="hero-map no-print">
      <div class="hero-map-frame">{map.state === "ready" && <Picture data={map.data} />}</div>
      <figcaption class="small muted">
        {t("home.map_caption")}
        {map.state === "ready" && (
          <small class="hero-map-rights" lang="en" dir="ltr">
            {map.data.attribution}
          </small>
        )}
      </figcaption>
    </figure>
  );
}
