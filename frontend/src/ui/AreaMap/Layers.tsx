import { useI18n } from "../../i18n/i18n";
import type { MapScene, Shape } from "./scene";

/** One area: its shape, shaded by class, and the texture of the class. */
function Area(props: { shape: Shape; look: string; pattern: string; onHover: (key: string | null) => void }) {
  const { shape, look, pattern, onHover } = props;
  const { key, inside } = shape.feature.properties;
  return (
    <g
      data-area={inside ? key : undefined}
      class="area-map-area"
      onPointerEnter={(event) => event.pointerType === "mouse" && onHover(key)}
      onPointerLeave={() => onHover(null)}
    >
      <path class={`area-map-shape ${look}`} d={shape.d} fill-rule="evenodd" />
      {shape.shade !== null && shape.shade > 0 && (
        <path class="area-map-pattern" d={shape.d} fill={`url(#${pattern}-${shape.shade})`} />
      )}
    </g>
  );
}

interface AreasProps {
  scene: MapScene;
  selected: string | null;
  /** Beginning of the ids of the textures. */
  pattern: string;
  onHover: (key: string | null) => void;
}

/** All areas, their borders, larger targets for small ones, and the frame of the selected one. */
export function Areas({ scene, selected, pattern, onHover }: AreasProps) {
  const shaded = scene.shapes.some((shape) => shape.shade !== null);
  const chosen = scene.shapes.find(({ feature }) => feature.properties.key === selected);
  const small = scene.shapes.filter((shape) => shape.small && shape.feature.properties.inside);
  const look = (shape: Shape) =>
    shape.feature.properties.inside
      ? `area-map-class-${shape.shade ?? (shaded ? "none" : "plain")}`
      : "area-map-outside";
  return (
    <>
      {scene.shapes.map((shape) => (
        <Area
          key={shape.feature.properties.key}
          shape={shape}
          look={look(shape)}
          pattern={pattern}
          onHover={onHover}
        />
      ))}
      <path class="area-map-borders" d={scene.borders} />
      <path class="area-map-outline" d={scene.outline} />
      {small.map(({ feature: { properties }, x, y }) => (
        <circle
          key={properties.key}
          data-area={properties.key}
          class="area-map-target"
          cx={x}
          cy={y}
          r="12"
        />
      ))}
      {chosen && <path class="area-map-selected" d={chosen.d} />}
    </>
  );
}

/** The names there is room for; names of places run from left to right in every language. */
export function Names({
  scene,
  selected,
  digits,
}: {
  scene: MapScene;
  selected: string | null;
  digits?: number;
}) {
  const { t, number } = useI18n();
  return (
    <g class="area-map-names" direction="ltr">
      {scene.labels.map(({ key, lines, value, x, y, outside }) => {
        const last = outside ? `(${t("map.outside_label")})` : value === null ? null : number(value, digits);
        const all = last === null ? lines : [...lines, last];
        const top = y - (all.length - 1) * 8 + 4;
        return (
          <text key={key} text-anchor="middle" data-outside={outside} data-selected={key === selected}>
            {all.map((line, index) => (
              <tspan key={line} x={x} y={top + index * 16} data-value={value !== null && line === last}>
                {line}
              </tspan>
            ))}
          </text>
        );
      })}
    </g>
  );
}
