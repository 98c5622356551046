import { useI18n } from "../../i18n/i18n";
import type { MapScene } from "./scene";

/** Textures that grow denser with the class: the map reads without colour as well. */
export function Patterns({ id }: { id: string }) {
  const tile = { patternUnits: "userSpaceOnUse" as const, class: "area-map-texture" };
  return (
    <defs>
      <pattern id={`${id}-1`} width="12" height="12" {...tile}>
        <circle cx="3" cy="3" r="1" />
        <circle cx="9" cy="9" r="1" />
      </pattern>
      <pattern id={`${id}-2`} width="7" height="7" {...tile}>
        <circle cx="1.75" cy="1.75" r="1.1" />
        <circle cx="5.25" cy="5.25" r="1.1" />
      </pattern>
      <pattern id={`${id}-3`} width="8" height="8" {...tile}>
        <path d="M-2,2L2,-2M0,8L8,0M6,10L10,6" />
      </pattern>
      <pattern id={`${id}-4`} width="7" height="7" {...tile}>
        <path d="M-2,2L2,-2M0,7L7,0M5,9L9,5M-2,5L2,9M0,0L7,7M5,-2L9,2" />
      </pattern>
    </defs>
  );
}

/** The classes with their limits, and the areas without a value. */
export function MapLegend(props: {
  scene: MapScene;
  values: { label: string; digits?: number };
  pattern: string;
}) {
  const { scene, values, pattern } = props;
  const { t, number } = useI18n();
  const write = (value: number | undefined) => number(value ?? 0, values.digits);
  const { limits } = scene;
  const text = (index: number) => {
    if (index === 0) return t("map.below", { to: write(limits[0]) });
    if (index === limits.length) return t("map.from", { from: write(limits[index - 1]) });
    return t("map.between", { from: write(limits[index - 1]), to: write(limits[index]) });
  };
  const without = scene.shapes.some((shape) => shape.feature.properties.inside && shape.class === null);
  const entries = limits.length ? Array.from({ length: limits.length + 1 }, (_, index) => index) : [];
  return (
    <div class="area-map-legend">
      <p class="area-map-legend-title">{values.label}</p>
      <ul>
        {entries.map((index) => (
          <li key={index}>
            <svg width="32" height="22" aria-hidden="true">
              <rect
                class={`area-map-shape area-map-class-${index}`}
                x="1"
                y="1"
                width="30"
                height="20"
                rx="3"
              />
              {index > 0 && (
                <rect
                  class="area-map-pattern"
                  x="1"
                  y="1"
                  width="30"
                  height="20"
                  fill={`url(#${pattern}-${index})`}
                />
              )}
            </svg>
            {text(index)}
          </li>
        ))}
        {without && (
          <li>
            <svg width="32" height="22" aria-hidden="true">
              <rect class="area-map-shape area-map-class-none" x="1" y="1" width="30" height="20" rx="3" />
            </svg>
            {t("table.none")}
          </li>
        )}
      </ul>
    </div>
  );
}
