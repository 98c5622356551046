import type { ProgressMeterProps } from "./ProgressMeter";

export const examples = {
  notReported: { label: "Mentorenprogramm", value: null },
  begun: { label: "Interkulturelle Öffnung von Vereinen", value: 3 / 8, steps: { done: 3, total: 8 } },
  nothingDone: { label: "Themenseiten in Amtsblättern", value: 0, steps: { done: 0, total: 3 } },
  done: { label: "Interkulturelle Wegweiser", value: 1, steps: { done: 4, total: 4 } },
  manySteps: { label: "Schulbesuche", value: 19 / 31, steps: { done: 19, total: 31 } },
  goal: { label: "Ziel 1: Gesellschaftliche Partizipation", value: 0.41, leftOut: 1 },
} satisfies Record<string, ProgressMeterProps>;
