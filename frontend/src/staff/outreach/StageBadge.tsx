import { useTexts } from "../../i18n/staffTexts";
import type { Stage } from "./types";
import "./StageBadge.css";

/** A filled part of a circle per stage, so that colour is never the only sign. */
const SHAPES: Record<Stage, string> = {
  open: "",
  approached: "M8 8V2a6 6 0 0 1 6 6Z",
  talk_held: "M8 2a6 6 0 0 1 0 12Z",
  agreed: "M8 2a6 6 0 1 1-6 6h6Z",
  done: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
  declined: "m4 5 1-1 3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3Z",
};

/** How far persuading has come: shape, colour and word. */
export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useTexts();
  return (
    <span class={`stage stage-${stage}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d={SHAPES[stage]} fill="currentColor" />
      </svg>
      {t(`outreach.stage_${stage}`)}
    </span>
  );
}
