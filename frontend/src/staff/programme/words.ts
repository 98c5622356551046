import type { OwnWords } from "../forms/faults";

/** Faults that only steps and logbook entries know. */
export const STEP_WORDS: OwnWords = {
  in_the_future: "measures.fault_future",
  not_in_order: "kit.fault_order",
  not_planned: "measures.fault_quarter",
  after_the_project: "measures.fault_quarter",
};

/** Faults that only measures know. */
export const MEASURE_WORDS: OwnWords = {
  reason_missing: "measures.fault_reason",
  closed_missing: "measures.fault_closed",
  successor_missing: "measures.fault_successor",
  unknown_sub_goal: "kit.fault_unknown",
  unknown_concept_measure: "measures.fault_concept",
  unknown_organisation: "measures.fault_organisation",
};
