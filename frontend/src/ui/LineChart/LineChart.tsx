import { useMemo, useState } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";
import { useWidth } from "../useWidth";
import { Legend } from "./Legend";
import { Marker } from "./Marker";
import { Frame, Reference, Under } from "./parts";
import { chartScene, nearestMarks } from "./scene";
import "./LineChart.css";

export interface ChartPoint {
  date: string;
  /** Null interrupts the line. */
  value: number | null;
  /** The value is known but not shown; drawn as "•". */
  suppressed?: boolean;
  /** False for a sum that misses a part; drawn hollow. */
  complete?: boolean;
}
/** One line; different bases of counting are different series and are never joined. */
export interface ChartSeries {
  name: string;
  points: readonly ChartPoint[];
}
export interface LineChartData {
  series: readonly ChartSeries[];
  /** Values worked out from others; drawn as hollow diamonds and never joined to a line. */
  derived?: readonly { date: string; value: number }[];
  /** Days from which another basis counts. */
  breaks?: readonly { date: string; label: string }[];
  baseline?: { value: number; label: string };
  /** The band of the target values; a line where it is one value. */
  target?: { from: number; to: number; label: string };
  /** Points further apart than this (400 if not given: a year is missing) are joined by dots only: nothing is held in between. */
  maxGapDays?: number;
}
export interface LineChartProps extends LineChartData {
  /** Short name of the picture for screen readers; the sentence and the table stand beside it. */
  label: string;
  /** What the vertical axis counts. */
  unit?: string;
  /** What a point's date is called, where it stands for a period; the day itself if not given. */
  when?: (date: string) => string;
}

/** Lines over time, drawn at the width they get. For the eye; the same facts stand in the table of its `ChartFigure`. */
export function LineChart({ label, unit, when, ...data }: LineChartProps) {
  const { t, number, day, dir } = useI18n();
  const say = when ?? day;
  const { element, width } = useWidth<HTMLDivElement>();
  const [pointer, setPointer] = useState<number | null>(null);
  const scene = useMemo(() => {
    const pair = (name: string, value: string) => t("chart.pair", { name, value });
    return chartScene(data, width, dir, { number, pair, derived: t("chart.derived"), when: say });
  }, [JSON.stringify(data), width, dir, number, say, t]);
  const under = pointer === null ? [] : nearestMarks(scene, pointer);
  return (
    <div class="line-chart">
      {unit && <p class="line-chart-unit">{unit}</p>}
      <div ref={element} class="line-chart-canvas">
        <svg
          role="img"
          data-under={under.length > 0}
          aria-label={label}
          width={scene.width}
          height={scene.height}
          viewBox={`0 0 ${scene.width} ${scene.height}`}
          onPointerMove={(event) => setPointer(event.offsetX)}
          onPointerLeave={() => setPointer(null)}
        >
          <Frame scene={scene} />
          <Reference scene={scene} data={data} />
          {scene.series.map((series, index) => (
            <g key={series.name} class={`line-chart-series line-chart-series-${index % 4}`}>
              <path class="line-chart-bridge" d={series.bridge} />
              <path class="line-chart-line" d={series.line} />
              {series.marks.map((mark) => (
                <Marker key={mark.date} series={index} x={mark.x} y={mark.y} hollow={mark.hollow} />
              ))}
              {series.suppressed.map((x) => (
                <text
                  key={x}
                  class="line-chart-suppressed"
                  x={x}
                  y={scene.plot.bottom - 6}
                  text-anchor="middle"
                >
                  •
                </text>
              ))}
            </g>
          ))}
          {scene.derived.map((mark) => (
            <Marker key={mark.date} series={null} x={mark.x} y={mark.y} hollow />
          ))}
          {scene.labels.map(({ text, x, y, anchor, series, strong }) => (
            <text
              key={`${text} ${x}`}
              class={`line-chart-label line-chart-text-${series === null ? "derived" : series % 4}`}
              data-strong={strong}
              x={x}
              y={y}
              text-anchor={anchor}
            >
              {text}
            </text>
          ))}
          {under.length > 0 && <Under scene={scene} marks={under} when={say} />}
        </svg>
      </div>
      <Legend scene={scene} data={data} />
    </div>
  );
}
