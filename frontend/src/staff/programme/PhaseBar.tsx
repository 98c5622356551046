import { useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { dayNumber, percentOf } from "../../ui/geometry";
import { type Calendar, moved, type Part, quarterEnd, quarterStart, type Span } from "./quarters";

interface PhaseBarProps {
  title: string;
  span: Span;
  actual: { start: string | null; end: string | null };
  calendar: Calendar;
  assumed: boolean;
  /** Without it the bar only shows. */
  onChange?: ((span: Span) => void) | undefined;
}

const HEIGHT = 44;
const percent = (value: number) => `${value}%`;
/** How far a key moves: quarters; the ends by a number nobody reaches. */
const STEPS: Record<string, number> = { PageUp: 4, PageDown: -4, Home: -999, End: 999 };

/** How many quarters a key moves forward in time; undefined for other keys. */
function stepOf(key: string, dir: "ltr" | "rtl"): number | undefined {
  const forward = dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (key === forward || key === "ArrowUp") return 1;
  if (key === back || key === "ArrowDown") return -1;
  return STEPS[key];
}

/** One phase on the quarters of the project: its plan can be moved and stretched with mouse, finger and keys. */
export function PhaseBar({ title, span, actual, calendar, assumed, onChange }: PhaseBarProps) {
  const { t, dir, day } = useTexts();
  const ref = useRef<SVGSVGElement>(null);
  const drag = useRef<{ part: Part; at: number; from: Span } | null>(null);
  const { quarters } = calendar;
  const place = (share: number) => (dir === "rtl" ? 100 - share : share);
  const edge = (quarter: number) => place(((quarter - 1) / quarters) * 100);
  const ends = [edge(span.first), edge(span.last + 1)] as const;
  const [x, width] = [Math.min(...ends), Math.abs(ends[1] - ends[0])];
  const words = t("measures.plan_value", {
    first: span.first,
    last: span.last,
    start: day(quarterStart(calendar, span.first)),
    end: day(quarterEnd(calendar, span.last)),
  });
  const change = (part: Part, by: number, from = span) => {
    const next = moved(from, part, by, quarters);
    if (next.first !== span.first || next.last !== span.last) onChange?.(next);
  };
  const slider = (part: Part, value: number, label: string) => ({
    role: "slider" as const,
    // Lower case: attributes of SVG keep the case they are written in.
    tabindex: 0,
    "aria-label": label,
    "aria-valuemin": 1,
    "aria-valuemax": quarters,
    "aria-valuenow": value,
    "aria-valuetext": words,
    onKeyDown: (event: KeyboardEvent) => {
      const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : stepOf(event.key, dir);
      if (by === undefined) return;
      event.preventDefault();
      change(part, by);
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      const target = event.currentTarget as SVGElement;
      target.setPointerCapture(event.pointerId);
      target.focus({ preventScroll: true });
      drag.current = { part, at: event.clientX, from: span };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = drag;
      const wide = ref.current?.getBoundingClientRect().width ?? 0;
      if (!current || wide === 0) return;
      const sign = dir === "rtl" ? -1 : 1;
      change(current.part, Math.round((sign * (event.clientX - current.at) * quarters) / wide), current.from);
    },
    onPointerUp: () => {
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  });
  return (
    <svg ref={ref} class="plan-track" width="100%" height={HEIGHT}>
      <title>{title}</title>
      <Grid calendar={calendar} edge={edge} place={place} />
      <rect
        class="plan-bar"
        data-assumed={assumed}
        data-fixed={!onChange}
        x={percent(x)}
        width={percent(width)}
        y="6"
        height="24"
        rx="4"
        {...(onChange ? slider("whole", span.first, t("measures.plan_move", { title })) : {})}
      />
      <Actual actual={actual} calendar={calendar} place={place} />
      {onChange &&
        ([ends[0], ends[1]] as const).map((at, index) => {
          const part: Part = index === 0 ? "start" : "end";
          return (
            <rect
              key={part}
              class="plan-handle"
              x={percent(at)}
              y="2"
              width="14"
              height="32"
              rx="4"
              {...slider(
                part,
                index === 0 ? span.first : span.last,
                t(index === 0 ? "measures.plan_start" : "measures.plan_end", { title }),
              )}
            />
          );
        })}
    </svg>
  );
}

interface PictureProps {
  calendar: Calendar;
  place: (share: number) => number;
}

/** Lines between the quarters, and today. */
function Grid({ calendar, edge, place }: PictureProps & { edge: (quarter: number) => number }) {
  const { start, end, today, quarters } = calendar;
  const line = (at: number) => ({ x1: percent(at), x2: percent(at), y1: 0, y2: HEIGHT });
  const now = percentOf(dayNumber(today), [dayNumber(start), dayNumber(end) + 1]);
  return (
    <g>
      {Array.from({ length: quarters + 1 }, (_, index) => index + 1).map((quarter) => (
        <line key={quarter} class="plan-line" data-year={(quarter - 1) % 4 === 0} {...line(edge(quarter))} />
      ))}
      {today >= start && today <= end && <line class="plan-today" {...line(place(now))} />}
    </g>
  );
}

/** What was reported, below the plan; open at its end while it goes on. */
function Actual({ actual, calendar, place }: PictureProps & Pick<PhaseBarProps, "actual">) {
  const { start, end, today } = calendar;
  const begun = actual.start ?? actual.end;
  if (begun === null) return null;
  const span = [dayNumber(start), dayNumber(end) + 1] as const;
  const until = dayNumber(actual.end ?? [today, begun].sort().at(-1) ?? begun) + 1;
  const ends = [place(percentOf(dayNumber(begun), span)), place(percentOf(until, span))];
  return (
    <rect
      class="plan-actual"
      data-open={actual.end === null}
      x={percent(Math.min(...ends))}
      width={percent(Math.max(0.6, Math.abs((ends[1] ?? 0) - (ends[0] ?? 0))))}
      y="34"
      height="7"
      rx="3"
    />
  );
}
