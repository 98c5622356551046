import { useTexts } from "../../i18n/staffTexts";
import type { MeasureValues } from "./measure";

/** Which part of the page shows a member of the document. */
const TEXTS: readonly (keyof MeasureValues)[] = ["title", "friendly_title", "summary", "responsible"];
const ENDS: readonly (keyof MeasureValues)[] = [
  "closed",
  "closed_reason",
  "successor",
  "hand_over",
  "hand_over_from",
];
export function partOf(name: string): string {
  if ((TEXTS as readonly string[]).includes(name)) return "texte";
  return (ENDS as readonly string[]).includes(name) ? "abschluss" : "angaben";
}

/** What each member of a measure is called. */
export function useLabels(): Record<keyof MeasureValues, string> {
  const { t } = useTexts();
  return {
    title: t("measures.title_field"),
    friendly_title: t("measures.friendly_title"),
    summary: t("measures.summary"),
    responsible: t("measure.responsible"),
    partners: t("measure.partners"),
    target_groups: t("measure.audiences"),
    experience_from: t("measure.experience"),
    field: t("programme.field"),
    sub_goals: t("measures.sub_goals"),
    weight: t("measures.weight"),
    concept_measure: t("measures.concept_measure"),
    closed: t("measures.closed"),
    closed_reason: t("measures.closed_reason"),
    successor: t("measures.successor"),
    hand_over: t("measures.hand_over_state"),
    hand_over_from: t("measures.hand_over_from"),
  };
}
