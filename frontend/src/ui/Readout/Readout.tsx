import { textWidth } from "../geometry";
import "./Readout.css";

export interface ReadoutProps {
  /** The first line names the thing, the others say what is known of it. */
  lines: readonly string[];
  /** The point the box belongs to, and how far it keeps from it. */
  x: number;
  y: number;
  gap?: number;
  /** The picture the box stays in. */
  width: number;
}

/** Upper edge and left edge of a box that stays inside the picture and does not cover its point. */
export function readoutBox({ lines, x, y, gap = 14, width }: ReadoutProps) {
  const size = {
    width: Math.min(width - 8, Math.max(...lines.map((line) => textWidth(line, 14))) + 24),
    height: lines.length * 20 + 14,
  };
  const above = y - gap - size.height;
  return {
    ...size,
    left: Math.min(Math.max(x - size.width / 2, 4), width - size.width - 4),
    top: above >= 0 ? above : y + gap,
  };
}

/** The small dark box over a picture that says what lies under the pointer. Part of an SVG; for the eye only. */
export function Readout(props: ReadoutProps) {
  const { left, top, width, height } = readoutBox(props);
  return (
    <g class="readout">
      <rect x={left} y={top} width={width} height={height} rx="6" />
      {props.lines.map((line, index) => (
        <text
          key={line}
          data-strong={index > 0}
          x={left + width / 2}
          y={top + 22 + index * 20}
          text-anchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}
