import type { ComponentChildren } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import { Readout } from "../Readout/Readout";
import { useWidth } from "../useWidth";
import { MapLegend, Patterns } from "./MapLegend";
import type { AreaFeature } from "./mapGeometry";
import { type MapScene, mapScene, type Shape } from "./scene";
import "./AreaMap.css";

export interface AreaMapProps {
  /** Short name of the picture for screen readers. */
  label: string;
  features: readonly AreaFeature[];
  /** Credit line of the borders; always shown. */
  attribution: string;
  selected: string | null;
  onSelect: (key: string | null) => void;
  /** What the areas are shaded by; without it the map shows borders only. */
  values?: { label: string; of: (feature: AreaFeature) => number | null; digits?: number };
  /** What is known about the selected area. */
  children?: ComponentChildren;
}

function Areas(props: {
  scene: MapScene;
  selected: string | null;
  pattern: string;
  onHover: (shape: Shape | null) => void;
}) {
  const { scene, selected, pattern, onHover } = props;
  const shaded = scene.shapes.some((shape) => shape.class !== null);
  const chosen = scene.shapes.find(({ feature }) => feature.properties.key === selected);
  return (
    <>
      {scene.shapes.map((shape) => {
        const { key, inside } = shape.feature.properties;
        const look = inside
          ? `area-map-class-${shape.class ?? (shaded ? "none" : "plain")}`
          : "area-map-outside";
        return (
          <g
            key={key}
            data-area={inside ? key : undefined}
            class="area-map-area"
            onPointerEnter={(event) => event.pointerType === "mouse" && onHover(shape)}
            onPointerLeave={() => onHover(null)}
          >
            <path class={`area-map-shape ${look}`} d={shape.d} fill-rule="evenodd" />
            {shape.class !== null && shape.class > 0 && (
              <path class="area-map-pattern" d={shape.d} fill={`url(#${pattern}-${shape.class})`} />
            )}
          </g>
        );
      })}
      <path class="area-map-borders" d={scene.borders} />
      <path class="area-map-outline" d={scene.outline} />
      {scene.shapes.map(({ feature, small, x, y }) =>
        small && feature.properties.inside ? (
          <circle
            key={feature.properties.key}
            data-area={feature.properties.key}
            class="area-map-target"
            cx={x}
            cy={y}
            r="12"
          />
        ) : null,
      )}
      {chosen && <path class="area-map-selected" d={chosen.d} />}
    </>
  );
}

function Names({ scene, selected }: { scene: MapScene; selected: string | null }) {
  const { t } = useI18n();
  return (
    <g class="area-map-names" direction="ltr">
      {scene.labels.map(({ key, lines, x, y, outside }) => {
        const all = outside ? [...lines, `(${t("map.outside_label")})`] : lines;
        const top = y - (all.length - 1) * 8 + 4;
        return (
          <text key={key} text-anchor="middle" data-outside={outside} data-selected={key === selected}>
            {all.map((line, index) => (
              <tspan key={line} x={x} y={top + index * 16}>
                {line}
              </tspan>
            ))}
          </text>
        );
      })}
    </g>
  );
}

/** The areas as a map, a list to choose from, and what is known of the chosen one. The list is the way for keyboard and ear. */
export function AreaMap({
  label,
  features,
  attribution,
  selected,
  onSelect,
  values,
  children,
}: AreaMapProps) {
  const { t, number } = useI18n();
  const id = useId();
  const { element, width } = useWidth<HTMLDivElement>();
  const [hovered, setHovered] = useState<Shape | null>(null);
  const scene = useMemo(() => mapScene(features, width, values?.of ?? null), [features, width, values?.of]);
  const names = useMemo(() => {
    const compare = new Intl.Collator("de").compare;
    const inside = features.filter(({ properties }) => properties.inside);
    return inside.map(({ properties }) => properties).sort((a, b) => compare(a.name, b.name));
  }, [features]);
  const say = ({ feature }: Shape) => {
    const { name, inside } = feature.properties;
    const value = inside ? values?.of(feature) : undefined;
    if (!inside) return [t("map.outside", { name })];
    return value === undefined
      ? [name]
      : [name, value === null ? t("table.none") : number(value, values?.digits)];
  };
  const pick = (event: Event) => {
    const key = (event.target as Element).closest("[data-area]")?.getAttribute("data-area");
    if (key) onSelect(key === selected ? null : key);
  };
  return (
    <div class="area-map">
      <div class="area-map-body">
        <div class="area-map-choose">
          <label for={id}>{t("map.choose")}</label>
          <select
            id={id}
            value={selected ?? ""}
            onChange={(event) => onSelect(event.currentTarget.value || null)}
          >
            <option value="">{t("map.nothing")}</option>
            {names.map(({ key, name }) => (
              <option key={key} value={key} lang="de">
                {name}
              </option>
            ))}
          </select>
        </div>
        <div ref={element} class="area-map-canvas">
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses in the list above, which does the same */}
          <svg
            role="img"
            aria-label={label}
            width={scene.width}
            height={scene.height}
            viewBox={`0 0 ${scene.width} ${scene.height}`}
            onClick={pick}
          >
            <Patterns id={id} />
            <Areas scene={scene} selected={selected} pattern={id} onHover={setHovered} />
            <Names scene={scene} selected={selected} />
            {hovered && <Readout lines={say(hovered)} x={hovered.x} y={hovered.y} width={scene.width} />}
          </svg>
        </div>
        <div class="area-map-side">
          {children && <div class="area-map-detail">{children}</div>}
          {values && <MapLegend scene={scene} values={values} pattern={id} />}
        </div>
      </div>
      <p class="area-map-attribution">
        <bdi>{attribution}</bdi>
      </p>
    </div>
  );
}
