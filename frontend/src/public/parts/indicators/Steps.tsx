import type { Series } from "../../../api/types";
import { usePeriod } from "../../../i18n/usePeriod";
import type { Cell } from "./cells";
import { useCell } from "./words";

/** How full the circle of a realisation is; what nobody knows is an open question, not an empty circle. */
const FULL: Record<string, string> = {
  no: "",
  partly: "M12 3a9 9 0 0 0 0 18z",
  yes: "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18z",
};

/** How far something is realised, period by period: a circle that fills, and the word below it. */
export function Steps({ kind, cells }: { kind: Series["kind"]; cells: readonly Cell[] }) {
  const period = usePeriod();
  const say = useCell(kind);
  const ordered = [...cells].sort((a, b) => a.end.localeCompare(b.end));
  return (
    <ol class="bare steps">
      {ordered.map((cell) => {
        const full = FULL[String(cell.value)];
        return (
          <li key={`${cell.period} ${cell.source} ${JSON.stringify(cell.codes)}`}>
            <svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
              <circle class="steps-ring" cx="12" cy="12" r="10" data-open={full === undefined} />
              {full && <path d={full} fill="currentColor" />}
            </svg>
            <span class="small muted">{period(cell.period)}</span>
            <strong class="small">{say(cell)}</strong>
          </li>
        );
      })}
    </ol>
  );
}
