import { useI18n } from "../../i18n/i18n";
import { type MapScene, shadeOf } from "./scene";

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

const BOX = { x: 1, y: 1, width: 30, height: 20 };

/** A little box that looks like the areas of a class. */
function Sample({ shade, pattern }: { shade: number | null; pattern: string }) {
  return (
    <svg width="32" height="22" aria-hidden="true">
      <rect class={`area-map-shape area-map-class-${shade ?? "none"}`} {...BOX} rx="3" />
      {shade !== null && shade > 0 && (
        <rect class="area-map-pattern" {...BOX} fill={`url(#${pattern}-${shade})`} />
      )}
    </svg>
  );
}

interface MapLegendProps {
  scene: MapScene;
  values: { label: string; digits?: number; gap?: { all: string } };
  pattern: string;
}

/** The classes with their limits, and the areas without a value. */
export function MapLegend({ scene, values, pattern }: MapLegendProps) {
  const { t, number } = useI18n();
  const { limits, shapes } = scene;
  const write = (index: number) => number(limits[index] ?? 0, values.digits);
  const text = (index: number) => {
    if (index === 0) return t("map.below", { to: write(0) });
    if (index === limits.length) return t("map.from", { from: write(index - 1) });
    return t("map.between", { from: write(index - 1), to: write(index) });
  };
  const without = shapes.some(({ feature, value }) => feature.properties.inside && value === null);
  const classes = limits.length ? [...limits.keys(), limits.length] : [];
  return (
    <div class="area-map-legend">
      <p class="area-map-legend-title">{values.label}</p>
      <ul>
        {classes.map((index) => (
          <li key={index}>
            <Sample shade={shadeOf(index, classes.length)} pattern={pattern} />
            {text(index)}
          </li>
        ))}
        {without && (
          <li>
            <Sample shade={null} pattern={pattern} />
            {values.gap?.all ?? t("table.none")}
          </li>
        )}
      </ul>
    </div>
  );
}
