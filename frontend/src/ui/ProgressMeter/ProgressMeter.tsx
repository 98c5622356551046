import { useI18n } from "../../i18n/i18n";
import "./ProgressMeter.css";

export interface ProgressMeterProps {
  /** What makes progress, in words. */
  label: string;
  /** 0 … 1, or null when nothing was ever reported. */
  value: number | null;
  /** Steps done of `total`; drawn as single steps while they fit. */
  steps?: { done: number; total: number };
  /** How many measures without a report a mean leaves out. */
  leftOut?: number;
}

/** More steps than this become one smooth bar. */
const MOST_STEPS = 16;
const GAP = 1;

/** The pieces of the bar in per cent of its width: where each begins, how wide it is, and whether it is done. */
export function barPieces(value: number, steps?: { done: number; total: number }) {
  if (!steps || steps.total < 1 || steps.total > MOST_STEPS) {
    const share = Math.min(1, Math.max(0, value)) * 100;
    return [
      { start: 0, size: 100, done: false },
      { start: 0, size: share, done: true },
    ];
  }
  const size = (100 - GAP * (steps.total - 1)) / steps.total;
  return Array.from({ length: steps.total }, (_, index) => ({
    start: index * (size + GAP),
    size,
    done: index < steps.done,
  }));
}

/** Progress in words and as a bar. Without any report it says so and shows an empty frame, never 0 %. */
export function ProgressMeter({ label, value, steps, leftOut = 0 }: ProgressMeterProps) {
  const { t, percent, number, dir } = useI18n();
  const pieces = value === null ? [] : barPieces(value, steps);
  return (
    <div class="progress">
      <p class="progress-text">
        <span class="progress-label">{label}</span>{" "}
        {value === null ? (
          <span class="progress-none">{t("progress.none")}</span>
        ) : (
          <span class="progress-value">{percent(value * 100, 0)}</span>
        )}
      </p>
      <svg class="progress-bar" data-none={value === null} width="100%" height="12" aria-hidden="true">
        {value === null && <rect class="progress-frame" x="1" y="1" width="99%" height="10" rx="5" />}
        {pieces.map(({ start, size, done }) => (
          <rect
            key={`${start} ${done}`}
            class={done ? "progress-done" : "progress-open"}
            x={`${dir === "rtl" ? 100 - start - size : start}%`}
            y={done ? 0 : 3}
            width={`${size}%`}
            height={done ? 12 : 6}
            rx={done ? 4 : 3}
          />
        ))}
      </svg>
      {value !== null && steps && (
        <p class="progress-note">
          {t("progress.done", { done: number(steps.done), total: number(steps.total) })}
        </p>
      )}
      {leftOut > 0 && <p class="progress-note">{t("progress.left_out", { count: leftOut })}</p>}
    </div>
  );
}
