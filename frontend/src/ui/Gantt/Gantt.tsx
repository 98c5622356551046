import { useId, useRef } from "preact/hooks";
import type { Timeline } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { dayNumber } from "../geometry";
import { Local } from "../Local/Local";
import { StatusBadge } from "../StatusBadge/StatusBadge";
import { place, type Strand, spanOf } from "./bars";
import { GanttLegend, Texture } from "./GanttLegend";
import { type Axis, Grid, MilestoneLane, PhaseLane } from "./Lane";
import "./Gantt.css";

export interface GanttProps extends Pick<Timeline, "start" | "end" | "today" | "quarters" | "strands"> {
  /** What the list is, for screen readers. */
  label: string;
  /** Address of a strand's own page. */
  href?: (strand: Strand) => string;
  /** Level of the strands' headings. */
  level?: 2 | 3 | 4;
}

const KEYS: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Years and quarters above the lanes. */
function Scale({ axis }: { axis: Axis }) {
  const { t, dir, number: write } = useI18n();
  const { span, quarters, today } = axis;
  const inside = today > span[0] && today < span[1];
  const years = quarters.filter(
    ({ start }, index) => start.slice(0, 4) !== quarters[index - 1]?.start.slice(0, 4),
  );
  return (
    <div class="gantt-scale" aria-hidden="true">
      <svg class="gantt-picture" width="100%" height="58" aria-hidden="true">
        {years.map(({ start }) => (
          <svg
            key={start}
            x={`${place(dayNumber(start), span, dir)}%`}
            width="1"
            height="20"
            overflow="visible"
            aria-hidden="true"
          >
            <text class="gantt-year" x={dir === "rtl" ? -5 : 5} y="16" text-anchor="start">
              {start.slice(0, 4)}
            </text>
          </svg>
        ))}
        {quarters.map(({ number, start }, index) => {
          const next = quarters[index + 1]?.start;
          const middle =
            (dayNumber(start) + (next ? dayNumber(next) : Math.min(span[1], dayNumber(start) + 91))) / 2;
          return (
            <text
              key={number}
              class="gantt-quarter"
              data-even={number % 2 === 0}
              x={`${place(middle, span, dir)}%`}
              y="38"
              text-anchor="middle"
            >
              {t("gantt.quarter", { number: write(number) })}
            </text>
          );
        })}
        {inside && (
          <text class="gantt-now" x={`${place(today, span, dir)}%`} y="54" text-anchor="middle">
            {t("gantt.today")}
          </text>
        )}
      </svg>
    </div>
  );
}

/** Strands with their phases and milestones, planned and actual. Every row is a button that tells its dates; arrows walk the rows. */
export function Gantt({ label, start, end, today, quarters, strands, href, level = 3 }: GanttProps) {
  const { t, day } = useI18n();
  const list = useRef<HTMLOListElement>(null);
  const id = useId();
  const span = spanOf(start, end, strands);
  const axis: Axis = { span, today: dayNumber(today), quarters, texture: `${id}-plan` };
  const Heading = `h${level}` as const;
  const walk = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-lane]") ?? [])];
    const index = rows.indexOf(document.activeElement as HTMLElement);
    const next = KEYS[event.key]?.(index, rows.length - 1);
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    rows[next]?.focus();
  };
  return (
    <div class="gantt">
      <GanttLegend texture={axis.texture} strands={strands} />
      {axis.today >= span[1] && <p class="gantt-note">{t("gantt.after")}</p>}
      {axis.today < span[0] && <p class="gantt-note">{t("gantt.before")}</p>}
      <p id={id} class="visually-hidden">
        {t("gantt.hint")}{" "}
        {axis.today < span[1] && axis.today >= span[0] && `${t("gantt.today")}: ${day(today)}.`}
      </p>
      <Texture id={axis.texture} />
      <Scale axis={axis} />
      <ol ref={list} class="gantt-strands" aria-label={label} aria-describedby={id} onKeyDown={walk}>
        {strands.map((strand) => (
          <li key={strand.number} class="gantt-strand">
            <div class="gantt-head">
              <Heading class="gantt-title">
                {href ? (
                  <a href={href(strand)}>
                    <Local text={strand.title} />
                  </a>
                ) : (
                  <Local text={strand.title} />
                )}
              </Heading>
              <StatusBadge status={strand.status} />
            </div>
            <ul class="gantt-lanes">
              <li class="gantt-behind" aria-hidden="true">
                <Grid axis={axis} />
              </li>
              {strand.phases.map((phase) => (
                <PhaseLane key={`${phase.planned_start} ${phase.title.text}`} phase={phase} axis={axis} />
              ))}
              {strand.milestones.map((milestone) => (
                <MilestoneLane key={milestone.code} milestone={milestone} axis={axis} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  );
}
