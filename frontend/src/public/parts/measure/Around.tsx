import type { ComponentChildren } from "preact";
import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";
import { useLink } from "../../site";

function Block({ title, items }: { title: string; items: ComponentChildren[] }) {
  if (items.length === 0) return null;
  return (
    <section class="aside-block stack">
      <h2>{title}</h2>
      <ul class="list">
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    </section>
  );
}

/** Who takes part, for whom it is, and where the measure belongs. */
export function Around({ measure }: { measure: MeasureDetail }) {
  const { t, number } = useI18n();
  const to = useLink();
  const { partners, responsible, target_groups, experience_from, concept_measure, sub_goals } = measure;
  const goals = [...new Set(sub_goals.map((code) => code.split(".")[0] ?? code))];
  return (
    <>
      <Block
        title={t("measure.responsible")}
        items={responsible ? [<Local key="r" text={responsible} />] : []}
      />
      <Block
        title={t("measure.partners")}
        items={partners.map(({ name, organisation }) =>
          organisation ? (
            <a key={organisation} href={to(`/organisationen/${organisation}`)}>
              <Local text={name} />
            </a>
          ) : (
            <Local key={name.text} text={name} />
          ),
        )}
      />
      <Block
        title={t("measure.audiences")}
        items={target_groups.map((text) => <Local key={text.text} text={text} />)}
      />
      <Block
        title={t("measure.experience")}
        items={experience_from.map((name) => (
          <span key={name} lang="de" dir="ltr">
            {name}
          </span>
        ))}
      />
      <Block
        title={t("measure.goals")}
        items={[
          ...goals.map((code) => (
            <a key={code} href={to(`/programm?goal=${code}`)}>
              {t("programme.goal_number", { code })}
            </a>
          )),
          ...(concept_measure === null
            ? []
            : [
                <a key="concept" href={to("/integrationskonzept")}>
                  {t("measure.concept_link", { number: number(concept_measure) })}
                </a>,
              ]),
        ]}
      />
    </>
  );
}
