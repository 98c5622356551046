import { useTexts } from "../../i18n/staffTexts";
import type { EventState } from "./model";
import "./StateBadge.css";

/** A sign per state, so that colour is never the only one. */
const SIGNS: Record<EventState, string> = {
  draft: "✎",
  published: "●",
  postponed: "…",
  rescheduled: "↻",
  cancelled: "✕",
  held: "✓",
  archived: "▣",
};

/** How an event stands. */
export function StateBadge({ state }: { state: EventState }) {
  const { t } = useTexts();
  return (
    <span class={`event-state event-state-${state}`}>
      <span aria-hidden="true">{SIGNS[state]}</span> {t(`planning.state_${state}`)}
    </span>
  );
}
