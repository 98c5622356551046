import { useResource } from "../../../api/resource";
import type { Body } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Await } from "../../../ui/Await/Await";

type Area = Body<"/api/v1/areas/{key}">;

interface AreaFactsProps {
  /** Key of the area. */
  area: string;
  at: string;
  onSelect: (key: string) => void;
}

function useSpan(): (from: string | null, to: string | null) => string {
  const { t, day } = useI18n();
  return (from, to) => {
    if (from && to) return t("county.history_between", { from: day(from), to: day(to) });
    if (from) return t("county.history_since", { from: day(from) });
    return to ? t("county.history_until", { to: day(to) }) : "";
  };
}

function History({ area }: { area: Area }) {
  const { t, list } = useI18n();
  const span = useSpan();
  const names = (areas: { name: string }[]) => list(areas.map(({ name }) => name));
  const moved = area.history.length > 1;
  if (!moved && area.predecessors.length === 0 && area.successors.length === 0) return null;
  return (
    <>
      <h4>{t("county.history")}</h4>
      <ul class="list small">
        {area.predecessors.length > 0 && (
          <li>{t("county.predecessors", { names: names(area.predecessors) })}</li>
        )}
        {moved &&
          area.history.map(({ parent, valid_from, valid_to }) => (
            <li key={valid_from}>
              {parent && t("county.belongs", { name: parent.name })} {span(valid_from, valid_to)}
            </li>
          ))}
        {area.successors.length > 0 && <li>{t("county.successors", { names: names(area.successors) })}</li>}
      </ul>
    </>
  );
}

function Members({ area, onSelect }: { area: Area; onSelect: (key: string) => void }) {
  const { t, number } = useI18n();
  if (area.members.length === 0) return null;
  return (
    <details>
      <summary>
        {t("county.members")} ({number(area.members.length)})
      </summary>
      <ul class="list small" lang="de">
        {area.members.map(({ key, name }) => (
          <li key={key}>
            <button type="button" class="link-button" onClick={() => onSelect(key)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Facts({ area, onSelect }: { area: Area; onSelect: (key: string) => void }) {
  const { t, day, number } = useI18n();
  const { official_name, population, area_km2, town } = area;
  return (
    <div class="stack area-facts">
      <h3 lang="de">
        {official_name} {town && <small class="muted">({t("county.town")})</small>}
      </h3>
      {population && (
        <p>
          <strong>{t("county.inhabitants_count", { value: number(population.value) })}</strong>
          <br />
          <span class="small muted">
            {day(population.date)}, {population.basis}
            {!population.complete && ` · ${t("county.incomplete")}`}
          </span>
        </p>
      )}
      {area_km2 !== null && <p class="small">{t("county.area_km2", { value: number(area_km2, 2) })}</p>}
      <History area={area} />
      <Members area={area} onSelect={onSelect} />
    </div>
  );
}

/** What is known about the area chosen on the map. */
export function AreaFacts({ area, at, onSelect }: AreaFactsProps) {
  const query = at ? { at } : {};
  const facts = useResource("/api/v1/areas/{key}", { path: { key: area }, query });
  return (
    <Await of={facts} lines={5} quiet>
      {(data) => <Facts area={data} onSelect={onSelect} />}
    </Await>
  );
}
