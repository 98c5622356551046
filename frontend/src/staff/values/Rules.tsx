import { useTexts } from "../../i18n/staffTexts";
import { Fold } from "../../ui/Fold/Fold";
import type { Definition } from "./definitionWords";

/** What holds for an indicator and is part of the profile of the county: how it is counted and protected. */
export function Rules({ definition }: { definition: Definition }) {
  const { t } = useTexts();
  const say = t as (key: string) => string;
  const { kind, period, time_rule, area_rule, denominator, person, threshold, derived, assumed } = definition;
  const facts: [string, string][] = [
    [t("indicator.kind"), say(`indicator.kind_${kind}`)],
    [t("indicator.frequency"), say(`period.${period}`)],
    [t("indicator.over_time"), say(`indicator.time_${time_rule}`)],
    [t("indicator.over_areas"), say(`indicator.area_${area_rule}`)],
    [
      t("indicator.protection"),
      person
        ? t("indicator.protection_person", { threshold: threshold ?? 0 })
        : t("indicator.protection_none"),
    ],
  ];
  if (denominator) {
    const words = say(`indicator.denominator_${denominator}`);
    facts.push([t("indicator.denominator"), words.startsWith("indicator.") ? denominator : words]);
  }
  return (
    <Fold title={t("definitions.rules")} about={t("definitions.rules_about")} open={false}>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name} class="facts-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {derived && <p>{t("indicator.derived")}</p>}
      {assumed && <p>{t("indicator.assumed")}</p>}
    </Fold>
  );
}
