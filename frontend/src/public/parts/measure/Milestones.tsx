import type { MeasureDetail } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { Local } from "../../../ui/Local/Local";

/** The milestones of a measure: due, reached, proof. */
export function Milestones({ measure }: { measure: MeasureDetail }) {
  const { t, day } = useI18n();
  if (measure.milestones.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("measure.milestones")}</h2>
      <ul class="list">
        {measure.milestones.map(({ code, title, due, done_on, assumed, evidence, evidence_url }) => (
          <li key={code}>
            <strong>
              <Local text={title} />
            </strong>
            <br />
            {done_on
              ? t("measure.milestone_done", { date: day(done_on) })
              : t("measure.milestone_due", { date: day(due) })}
            {assumed && ` (${t("measure.assumed")})`}
            {evidence && (
              <>
                <br />
                {t("measure.milestone_evidence")}: <Local text={evidence} />
              </>
            )}
            {evidence_url && (
              <>
                {" "}
                <a href={evidence_url}>{t("measure.milestone_evidence")}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
