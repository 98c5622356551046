import type { County, Population } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { DataTable } from "../../../ui/DataTable/DataTable";
import { Local } from "../../../ui/Local/Local";

type Fact = County["facts"][number];

function useValue(): (fact: Fact) => string {
  const { t, number, percent, signed } = useI18n();
  return ({ code, value, unit }) => {
    const change = code.includes("change");
    if (unit === "points") return t("county.points", { value: signed(value, 1) });
    if (unit === "percent") return change ? `${signed(value, 1)} %` : percent(value);
    return change ? signed(value) : number(value);
  };
}

/** The facts of the story in the order in which they are told. */
const TOLD = [
  ["population_15_years_earlier", "county.story_earlier"],
  ["population", "county.inhabitants"],
  ["population_change", "county.story_change"],
  ["foreigners_share", "county.story_share"],
  ["foreigners_share_change", "county.story_share_change"],
] as const;

function Facts({ facts }: { facts: Fact[] }) {
  const { t, day } = useI18n();
  const value = useValue();
  return (
    <ol class="bare story">
      {TOLD.map(([code, label]) => {
        const fact = facts.find((one) => one.code === code);
        return (
          fact && (
            <li key={code} class="story-fact">
              <strong class={fact.derived ? "story-value story-derived" : "story-value"}>
                {value(fact)}
              </strong>
              <span>{t(label)}</span>
              <small class="muted">
                {fact.derived
                  ? t("county.derived")
                  : t("county.facts_source", { source: fact.source, date: day(fact.as_of) })}
                {fact.note && (
                  <>
                    : <Local text={fact.note} />
                  </>
                )}
              </small>
            </li>
          )
        );
      })}
    </ol>
  );
}

/** The age structure, or the plain statement that the data is missing. */
export function AgeStructure({ ages }: { ages: Population["age_structure"] }) {
  const { t, number } = useI18n();
  if (ages.state === "missing") return <p class="note text">{t("county.age_missing")}</p>;
  return (
    <DataTable
      caption={t("county.age")}
      columns={[
        {
          key: "age",
          kind: "text",
          label: t("county.age_group"),
          value: ({ age_from, age_to }) =>
            age_to === null
              ? t("county.age_from", { from: number(age_from) })
              : t("county.age_from_to", { from: number(age_from), to: number(age_to) }),
        },
        { key: "value", kind: "number", label: t("county.table_value"), value: ({ value }) => value },
        { key: "female", kind: "number", label: t("county.table_women"), value: ({ female }) => female },
      ]}
      rows={ages.groups}
    />
  );
}

/** The story of demographic change that led to the project. */
export function Story({ county }: { county: County }) {
  const { t } = useI18n();
  return (
    <section class="stack">
      <h2>{t("county.story")}</h2>
      <p class="lead">{t("county.story_lead")}</p>
      <Facts facts={county.facts} />
      {county.notes.length > 0 && (
        <>
          <h3>{t("county.not_counted")}</h3>
          {county.notes.map((note) => (
            <p key={note.text} class="text sentence">
              <Local text={note} />
            </p>
          ))}
        </>
      )}
      {county.surrounds && (
        <>
          <h3>
            {t("county.surrounds")}: <span lang="de">{county.surrounds.name}</span>
          </h3>
          <p class="text sentence">
            <Local text={county.surrounds.note} />
          </p>
        </>
      )}
    </section>
  );
}
