import type { ComponentChildren } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import { Readout } from "../Readout/Readout";
import { useWidth } from "../useWidth";
import { Areas, Names } from "./Layers";
import { MapLegend, Patterns } from "./MapLegend";
import type { AreaFeature } from "./mapGeometry";
import { mapScene, type Shape } from "./scene";
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
  values?: {
    label: string;
    of: (feature: AreaFeature) => number | null;
    digits?: number;
    /** What stands where there is no number; "keine Angabe" if not given. `all` is for the legend. */
    gap?: { of: (feature: AreaFeature) => string; all: string };
  };
  /** What is known about the selected area. */
  children?: ComponentChildren;
}

/** The way for keyboard and ear: every area that is inside, by name. */
function Choice({
  id,
  features,
  selected,
  onSelect,
}: { id: string } & Pick<AreaMapProps, "features" | "selected" | "onSelect">) {
  const { t } = useI18n();
  const areas = useMemo(() => {
    const { compare } = new Intl.Collator("de");
    const inside = features.map(({ properties }) => properties).filter((one) => one.inside);
    return inside.sort((a, b) => compare(a.name, b.name));
  }, [features]);
  return (
    <div class="area-map-choose">
      <label for={id}>{t("map.choose")}</label>
      <select
        id={id}
        value={selected ?? ""}
        onChange={({ currentTarget }) => onSelect(currentTarget.value || null)}
      >
        <option value="">{t("map.nothing")}</option>
        {areas.map(({ key, name }) => (
          <option key={key} value={key} lang="de">
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The picture; a click on an area chooses it, another lets it go. */
function Picture({ id, label, features, selected, onSelect, values }: { id: string } & AreaMapProps) {
  const { t, number } = useI18n();
  const { element, width } = useWidth<HTMLDivElement>();
  const [hovered, setHovered] = useState<string | null>(null);
  const of = values?.of ?? null;
  const scene = useMemo(() => mapScene(features, width, of), [features, width, of]);
  const over = scene.shapes.find(({ feature }) => feature.properties.key === hovered);
  const say = ({ feature }: Shape) => {
    const { name, inside } = feature.properties;
    if (!inside) return [t("map.outside", { name })];
    const value = of?.(feature);
    if (value === undefined) return [name];
    return [
      name,
      value === null ? (values?.gap?.of(feature) ?? t("table.none")) : number(value, values?.digits),
    ];
  };
  const pick = (event: Event) => {
    const key = (event.target as Element).closest("[data-area]")?.getAttribute("data-area");
    if (key) onSelect(key === selected ? null : key);
  };
  const size = { width: scene.width, height: scene.height, viewBox: `0 0 ${scene.width} ${scene.height}` };
  return (
    <>
      <div ref={element} class="area-map-canvas">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses in the list above, which does the same */}
        <svg role="img" aria-label={label} {...size} onClick={pick}>
          <Patterns id={id} />
          <Areas scene={scene} selected={selected} pattern={id} onHover={setHovered} />
          <Names scene={scene} selected={selected} {...(values?.digits && { digits: values.digits })} />
          {over && <Readout lines={say(over)} x={over.x} y={over.y} width={scene.width} />}
        </svg>
      </div>
      {values && <MapLegend scene={scene} values={values} pattern={id} />}
    </>
  );
}

/** The areas as a map, a list to choose from, and what is known of the chosen one. */
export function AreaMap(props: AreaMapProps) {
  const { features, attribution, selected, onSelect, children } = props;
  const id = useId();
  return (
    <div class="area-map">
      <div class="area-map-body">
        <Choice id={id} features={features} selected={selected} onSelect={onSelect} />
        {children && <div class="area-map-detail">{children}</div>}
        <Picture {...props} id={id} />
      </div>
      <p class="area-map-attribution">
        <bdi>{attribution}</bdi>
      </p>
    </div>
  );
}
