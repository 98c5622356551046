import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { LocalText } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { anchorFor, dayNumber } from "../geometry";
import { Local } from "../Local/Local";
import { type Milestone, milestoneMarks, type Phase, type Piece, phaseBars, place, type Span } from "./bars";
import { milestoneWords, phaseWords, slipWords } from "./words";

export interface Axis {
  span: Span;
  today: number;
  quarters: readonly { number: number; start: string }[];
  /** Id of the texture of planned time. */
  texture: string;
}

/** Height of a lane in CSS pixels; all shapes are centred in it. */
const HEIGHT = 36;
const MIDDLE = HEIGHT / 2;
const percent = (value: number) => `${value}%`;

/** Lines at the beginning of each quarter, stronger at each year, and today: one picture behind all lanes of a strand. */
export function Grid({ axis, today = true }: { axis: Axis; today?: boolean }) {
  const { dir } = useI18n();
  const [from, to] = axis.span;
  const inside = today && axis.today > from && axis.today < to;
  const at = (day: number) => percent(place(day, axis.span, dir));
  const line = (day: number) => ({ x1: at(day), x2: at(day), y1: "0", y2: "100%" });
  return (
    <svg class="gantt-grid" width="100%" height="100%" aria-hidden="true">
      {axis.quarters.map(({ number, start }) => (
        <line
          key={number}
          class="gantt-line"
          data-year={start.slice(5, 7) === "01"}
          {...line(dayNumber(start))}
        />
      ))}
      {inside && <line class="gantt-today" {...line(axis.today)} />}
    </svg>
  );
}

/** The slip: a dotted line below the bar, and its words beside it where there is more room. */
function Late({ piece, words }: { piece: Piece; words: string | null }) {
  const { dir } = useI18n();
  const [x1, x2] = [percent(piece.x), percent(piece.x + piece.width)];
  const toRight = piece.x + piece.width < 60;
  return (
    <>
      <line class="gantt-late" x1={x1} x2={x2} y1={MIDDLE + 13} y2={MIDDLE + 13} />
      {words && (
        <At x={toRight ? piece.x + piece.width : piece.x}>
          <text
            class="gantt-slip"
            x={toRight ? 14 : -14}
            y="5"
            text-anchor={anchorFor(toRight ? "right" : "left", dir)}
          >
            {words}
          </text>
        </At>
      )}
    </>
  );
}

/** A shape of fixed size at a place in per cent. */
function At({ x, children }: { x: number; children: ComponentChildren }) {
  return (
    <svg x={percent(x)} y={MIDDLE} width="1" height="1" overflow="visible" aria-hidden="true">
      {children}
    </svg>
  );
}

function PhaseShapes({ phase, axis }: { phase: Phase; axis: Axis }) {
  const i18n = useI18n();
  const { dir } = i18n;
  const { planned, actual, open, late } = phaseBars(phase, axis.span, axis.today, dir);
  const box = { x: percent(planned.x), y: MIDDLE - 9, width: percent(planned.width), height: 18, rx: 4 };
  return (
    <>
      <rect {...box} class="gantt-planned" data-assumed={phase.assumed} fill={`url(#${axis.texture})`} />
      {actual && (
        <rect
          class="gantt-actual"
          x={percent(actual.x)}
          y={MIDDLE - 2.5}
          width={percent(actual.width)}
          height="5"
        />
      )}
      {actual && open && (
        <At x={dir === "rtl" ? actual.x : actual.x + actual.width}>
          <path class="gantt-actual" d={dir === "rtl" ? "M1,-8L-8,0L1,8Z" : "M-1,-8L8,0L-1,8Z"} />
        </At>
      )}
      {late && <Late piece={late} words={slipWords(phase.end_slip_days, i18n)} />}
    </>
  );
}

function MilestoneShapes({ milestone, axis }: { milestone: Milestone; axis: Axis }) {
  const i18n = useI18n();
  const { dir } = i18n;
  const { due, done, late } = milestoneMarks(milestone, axis.span, dir);
  return (
    <>
      {late && <Late piece={late} words={slipWords(milestone.slip_days, i18n)} />}
      <At x={due}>
        <path class="gantt-due" data-assumed={milestone.assumed} d="M0,-10L10,0L0,10L-10,0Z" />
      </At>
      {done !== null && (
        <At x={done}>
          <path class="gantt-done" d="M0,-7L7,0L0,7L-7,0Z" />
        </At>
      )}
    </>
  );
}

interface LaneProps {
  title: LocalText;
  words: string[];
  children: ComponentChildren;
}

/** One row: a button with name and picture; pressed, it tells its dates in words. */
function Lane({ title, words, children }: LaneProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li class="gantt-lane">
      <button
        type="button"
        class="gantt-row"
        data-lane
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span class="gantt-name">
          <Local text={title} />
          <span class="visually-hidden">. {words.join(". ")}</span>
        </span>
        <svg class="gantt-picture" width="100%" height={HEIGHT} aria-hidden="true">
          {children}
        </svg>
      </button>
      <ul id={id} class="gantt-words" hidden={!open}>
        {words.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </li>
  );
}

export function PhaseLane({ phase, axis }: { phase: Phase; axis: Axis }) {
  const words = phaseWords(phase, useI18n());
  return (
    <Lane title={phase.title} words={words}>
      <PhaseShapes phase={phase} axis={axis} />
    </Lane>
  );
}

export function MilestoneLane({ milestone, axis }: { milestone: Milestone; axis: Axis }) {
  const words = milestoneWords(milestone, useI18n());
  return (
    <Lane title={milestone.title} words={words}>
      <MilestoneShapes milestone={milestone} axis={axis} />
    </Lane>
  );
}
