import { useTexts } from "../../i18n/staffTexts";
import { type MeasureDocument, type Step, spoken } from "./measure";

interface DueProps {
  measure: MeasureDocument;
  onOpen: (step: Step) => void;
  /** Shows a part of the page. */
  onPart: (part: string) => void;
  onWrite: () => void;
}

/** What waits at this measure, one click each. */
export function Due({ measure, onOpen, onPart, onWrite }: DueProps) {
  const { t, lang, day } = useTexts();
  const late = measure.steps.filter(({ overdue }) => overdue);
  const quiet = measure.stale || measure.silent;
  if (late.length === 0 && !quiet && measure.missing_texts === 0) return null;
  return (
    <section class="due" aria-label={t("measures.due_title")}>
      <h2 class="due-title">{t("measures.due_title")}</h2>
      <ul class="bare due-list">
        {late.map((step) => (
          <li key={step.id}>
            <button type="button" class="due-item due-late" onClick={() => onOpen(step)}>
              {t("measures.due_milestone", {
                title: spoken(step.title, lang).text,
                date: step.planned_end ? day(step.planned_end) : "",
              })}
            </button>
          </li>
        ))}
        {quiet && (
          <li>
            <button type="button" class="due-item" onClick={onWrite}>
              {measure.last_report
                ? t("measures.due_stale", { date: day(measure.last_report) })
                : t("measures.due_silent")}
            </button>
          </li>
        )}
        {measure.missing_texts > 0 && (
          <li>
            <button type="button" class="due-item" onClick={() => onPart("texte")}>
              {t("measures.due_texts", { count: measure.missing_texts })}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
