import { useI18n } from "../../i18n/i18n";
import "../StatusBadge/StatusBadge.css";
import "./VerdictBadge.css";

/** How an indicator stands on its way from baseline to target. */
export type Verdict = "reached" | "ahead" | "on_track" | "behind" | "fell_back" | "not_assessable";

/** One drawing per verdict, so that colour is never the only sign. */
const SHAPES: Record<Verdict, string> = {
  reached: "m6.3 13.2-5-5 1.9-1.9 3.1 3.1 6.5-6.6 1.9 1.9z",
  ahead: "M2 2.5v11L8 8zm6 0v11L14 8z",
  on_track: "M4 2.5v11l9-5.5z",
  behind: "M8 1 15 14H1Zm-1 5v4h2V6Zm0 5v2h2v-2Z",
  fell_back: "M6.5 2h3v7H14l-6 6-6-6h4.5z",
  not_assessable: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z",
};
/** The colours of the states of measures. */
const LOOKS: Record<Verdict, string> = {
  reached: "status-done",
  ahead: "status-done",
  on_track: "status-running",
  behind: "status-late",
  fell_back: "status-stopped",
  not_assessable: "",
};

/** The sign of a verdict alone; words stand beside it. */
export function VerdictShape({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} data-verdict={verdict} aria-hidden="true">
      <path d={SHAPES[verdict]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

/** A verdict: shape, colour and word. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useI18n();
  return (
    <span class={`status ${LOOKS[verdict]}`}>
      <VerdictShape verdict={verdict} />
      {t(`indicator.verdict_${verdict}`)}
    </span>
  );
}
