import type { Status } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import "./StatusBadge.css";

/** One drawing per status, so that colour is never the only sign. */
const SHAPES: Record<Status, string> = {
  planned: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z",
  running: "M4 2.5v11l9-5.5z",
  late: "M8 1 15 14H1Zm-1 5v4h2V6Zm0 5v2h2v-2Z",
  done: "m6.3 13.2-5-5 1.9-1.9 3.1 3.1 6.5-6.6 1.9 1.9z",
  not_reported: "M2 7h12v2H2z",
  stopped: "M3 3h10v10H3z",
  handed_over: "M1 7h9V3l5 5-5 5V9H1z",
};

/** The status of a measure: shape, colour and word. */
export function StatusBadge({ status }: { status: Status }) {
  const { t } = useI18n();
  return (
    <span class={`status status-${status}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={SHAPES[status]} fill="currentColor" fill-rule="evenodd" />
      </svg>
      {t(`status.${status}`)}
    </span>
  );
}
