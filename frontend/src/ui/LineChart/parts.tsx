import { useI18n } from "../../i18n/i18n";
import { anchorFor, dayNumber, textWidth } from "../geometry";
import { Readout } from "../Readout/Readout";
import type { LineChartData } from "./LineChart";
import type { Mark, Scene } from "./scene";

/** Grid, both axes, and the broken foot of an axis that does not start at zero. */
export function Frame({ scene }: { scene: Scene }) {
  const { number, dir } = useI18n();
  const { plot, axis, y } = scene;
  const foot = dir === "rtl" ? plot.right : plot.left;
  return (
    <g class="line-chart-frame">
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} />
          <text
            x={dir === "rtl" ? plot.right + 8 : plot.left - 8}
            y={y(tick) + 4.5}
            text-anchor={anchorFor(dir === "rtl" ? "right" : "left", dir)}
          >
            {number(tick, axis.ticks.every(Number.isInteger) ? 0 : 1)}
          </text>
        </g>
      ))}
      {scene.times.map(({ x, text, side }) => (
        <g key={x}>
          <line class="line-chart-tick" x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 6} />
          <text x={x} y={plot.bottom + 23} text-anchor={anchorFor(side, dir)}>
            {text}
          </text>
        </g>
      ))}
      <line class="line-chart-axis" x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} />
      {!axis.fromZero && (
        <path class="line-chart-break-foot" d={`M${foot - 6},${plot.bottom - 6}l4,-5l4,5l4,-5`} />
      )}
    </g>
  );
}

/** What the lines are held against: breaks of the basis, the baseline, the band of the target. */
export function Reference({ scene, data }: { scene: Scene; data: LineChartData }) {
  const { dir } = useI18n();
  const { plot, x, y } = scene;
  const [begin, end] = dir === "rtl" ? [plot.right - 8, plot.left + 8] : [plot.left + 8, plot.right - 8];
  const { target, baseline } = data;
  return (
    <>
      {target && (
        <g class="line-chart-target">
          {target.from === target.to ? (
            <line x1={plot.left} x2={plot.right} y1={y(target.to)} y2={y(target.to)} />
          ) : (
            <rect
              x={plot.left}
              y={y(target.to)}
              width={plot.right - plot.left}
              height={y(target.from) - y(target.to)}
            />
          )}
          <text x={begin} y={y(target.to) + 17} text-anchor="start">
            {target.label}
          </text>
        </g>
      )}
      {baseline && (
        <g class="line-chart-baseline">
          <line x1={plot.left} x2={plot.right} y1={y(baseline.value)} y2={y(baseline.value)} />
          <text x={end} y={y(baseline.value) - 6} text-anchor="end">
            {baseline.label}
          </text>
        </g>
      )}
      {data.breaks?.map(({ date, label }) => {
        const at = x(dayNumber(date));
        const toRight = at + textWidth(label, 13) + 6 <= scene.width;
        return (
          <g key={date} class="line-chart-break">
            <line x1={at} x2={at} y1={6} y2={plot.bottom} />
            <text
              x={toRight ? at + 6 : at - 6}
              y={16}
              text-anchor={anchorFor(toRight ? "right" : "left", dir)}
            >
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** What lies under the pointer: a line at its date and a box with the values. */
export function Under(props: {
  scene: Scene;
  marks: { series: number | null; mark: Mark }[];
  when: (date: string) => string;
}) {
  const { scene, marks, when } = props;
  const { t, number } = useI18n();
  const ys = marks.map(({ mark }) => mark.y);
  const [x, date] = [marks[0]?.mark.x ?? 0, marks[0]?.mark.date];
  const lines = marks.map(({ series, mark }) => {
    const name = series === null ? t("chart.derived") : (scene.series[series]?.name ?? "");
    return t("chart.pair", { name, value: number(mark.value) });
  });
  return (
    <>
      <line class="line-chart-under" x1={x} x2={x} y1={scene.plot.top} y2={scene.plot.bottom} />
      <Readout lines={[date ? when(date) : "", ...lines]} x={x} y={Math.min(...ys)} width={scene.width} />
    </>
  );
}
