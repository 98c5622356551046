import { useTexts } from "../../i18n/staffTexts";
import { Fold } from "../../ui/Fold/Fold";
import type { Definition } from "./definitionWords";
import { ruleIn, ruleLabels, rulesOf } from "./rules";

/** What holds for an indicator and is part of the profile of the county: how it is counted and protected. */
export function Rules({ definition }: { definition: Definition }) {
  const i18n = useTexts();
  const { t } = i18n;
  const { derived, assumed } = definition;
  const labels = ruleLabels(i18n);
  const facts = Object.entries(rulesOf(definition))
    .map(([name, value]) => [labels[name as keyof typeof labels], ruleIn(name, value, i18n)] as const)
    .filter(([, words]) => words !== "");
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
