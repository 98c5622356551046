import type { Indicator } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";

/** The way from baseline to target: how far it is gone, and a mark for how much of the time has passed. The words beside it say the same. */
function Bar({ value, elapsed }: { value: number; elapsed: number | null }) {
  const { dir } = useI18n();
  const share = Math.min(1, Math.max(0, value)) * 100;
  const from = (start: number, size: number) => `${dir === "rtl" ? 100 - start - size : start}%`;
  return (
    <svg class="way-bar" width="100%" height="20" aria-hidden="true">
      <rect class="way-open" x="0" y="7" width="100%" height="6" rx="3" />
      <rect class="way-done" x={from(0, share)} y="4" width={`${share}%`} height="12" rx="4" />
      {elapsed !== null && (
        <line
          class="way-time"
          x1={from(Math.min(1, elapsed) * 100, 0)}
          x2={from(Math.min(1, elapsed) * 100, 0)}
          y1="0"
          y2="20"
        />
      )}
    </svg>
  );
}

/** How far it is from baseline to target, against the time that has passed; or plainly why nobody can say. */
export function Way({ progress }: { progress: Indicator["progress"] }) {
  const { t, percent, day, number } = useI18n();
  const { value, elapsed, verdict, reason, total, since, missing } = progress;
  if (value === null || verdict === "not_assessable") {
    const known = ["no_target", "no_baseline", "no_value", "hidden"] as const;
    const why = known.find((one) => one === reason) ?? "other";
    return <p class="small muted">{t(`indicator.reason_${why}`)}</p>;
  }
  const shown = (share: number) => percent(Math.round(share * 100), 0);
  return (
    <div class="way">
      <Bar value={value} elapsed={elapsed} />
      <p class="small">
        {total !== null && since !== null && (
          <>
            {t("indicator.total", { date: day(since), value: number(total) })}
            {missing > 0 && ` · ${t("indicator.missing", { count: missing })}`}
            <br />
          </>
        )}
        {value < 0 ? t("indicator.way_back") : t("indicator.way", { share: shown(value) })}
        {elapsed !== null && (
          <>
            <br />
            <span class="way-key" aria-hidden="true" /> {t("indicator.elapsed", { share: shown(elapsed) })}
          </>
        )}
      </p>
    </div>
  );
}
