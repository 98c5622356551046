import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { saidIn } from "../said";
import { useAct } from "../useAct";
import { addressLine, addressOf, type OrganisationDocument } from "./model";
import "./Comparison.css";

interface ComparisonProps {
  first: string;
  second: string;
  onMerged: () => void;
}

/** Two organisations side by side; what differs is marked. The chosen one stays and takes over what it lacks. */
export function Comparison({ first, second, onMerged }: ComparisonProps) {
  const { t } = useTexts();
  const act = useAct();
  const one = useRead("/staff/organisations/{key}", { path: { key: first } });
  const two = useRead("/staff/organisations/{key}", { path: { key: second } });
  const [stays, setStays] = useState(first);
  const merge = (gone: OrganisationDocument) =>
    act(
      () =>
        api.post("/staff/organisations/{key}/merge", {
          path: { key: gone.key },
          seen: `"${gone.revision}"`,
          body: { into: stays },
        }),
      t("places.merged"),
    ).then(onMerged);
  return (
    <Load of={one}>
      {(left) => (
        <Load of={two}>
          {(right) => {
            const [kept, gone] = stays === left.key ? [left, right] : [right, left];
            return (
              <div class="comparison stack">
                <Table left={left} right={right} stays={stays} onStays={setStays} />
                <ConfirmButton
                  label={t("places.merge")}
                  title={t("places.merge_title")}
                  confirm={t("places.merge")}
                  onConfirm={() => merge(gone)}
                  small={false}
                >
                  <p>{t("places.merge_text", { kept: kept.name, gone: gone.name })}</p>
                  <p>{t("places.merge_final")}</p>
                </ConfirmButton>
              </div>
            );
          }}
        </Load>
      )}
    </Load>
  );
}

function useFacts(): (data: OrganisationDocument) => [string, string][] {
  const { t, lang, list, language, day } = useTexts();
  return (data) => [
    [t("org.kind"), t(`kind.${data.kind}`)],
    [t("places.description"), saidIn(data.description ?? [], lang)],
    [t("org.active_in"), data.county_wide ? t("org.county_wide") : list(data.areas.map(({ name }) => name))],
    [t("org.address"), addressLine(data)],
    [t("org.phone"), data.phone ?? ""],
    [t("org.email"), data.email ?? ""],
    [t("org.site"), data.site ?? ""],
    [t("places.languages"), list(data.languages.map(language))],
    [t("places.hours_count"), data.opening_hours.length > 0 ? t("kit.yes") : ""],
    [t("places.contacts_count"), String(data.contacts)],
    [t("places.confirmed_on"), data.confirmed_on ? day(data.confirmed_on) : ""],
  ];
}

interface TableProps {
  left: OrganisationDocument;
  right: OrganisationDocument;
  stays: string;
  onStays: (key: string) => void;
}

function Table({ left, right, stays, onStays }: TableProps) {
  const { t } = useTexts();
  const facts = useFacts();
  const other = facts(right);
  return (
    <table class="comparison-table">
      <caption class="visually-hidden">{t("places.compare")}</caption>
      <thead>
        <tr>
          <td />
          {[left, right].map((data) => (
            <th key={data.key} scope="col">
              <a href={addressOf(data)}>{data.name}</a>
              <label class="tick">
                <input
                  type="radio"
                  name="stays"
                  checked={stays === data.key}
                  onChange={() => onStays(data.key)}
                />
                <span>{t("places.stays")}</span>
              </label>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts(left).map(([name, value], place) => {
          const second = other[place]?.[1] ?? "";
          return (
            <tr key={name} class={value === second ? undefined : "comparison-differs"}>
              <th scope="row">
                {name}
                {value !== second && <span class="visually-hidden"> ({t("places.differs")})</span>}
              </th>
              <td>{value || "–"}</td>
              <td>{second || "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
