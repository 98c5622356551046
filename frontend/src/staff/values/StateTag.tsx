import { useTexts } from "../../i18n/staffTexts";
import type { State } from "./types";
import "./StateTag.css";

const SHAPES: Record<State, string> = {
  draft: "M3 13l1-4 7-7 3 3-7 7z",
  submitted: "M4 2h8v3L9 8l3 3v3H4v-3l3-3-3-3z",
  returned: "M14 8H6l3-4H6L2 8l4 4h3L6 8h8z",
  approved: "m2 8 2-2 3 3 5-6 2 2-7 8z",
  withdrawn: "m4 5 1-1 3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3z",
};

/** How far a sheet has come: shape, colour and word. */
export function StateTag({ state }: { state: State }) {
  const { t } = useTexts();
  return (
    <span class={`sheet-state sheet-state-${state}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={SHAPES[state]} fill="currentColor" />
      </svg>
      {t(`values.state_${state}`)}
    </span>
  );
}
