import { useI18n } from "../../i18n/i18n";
import { anchorFor, dayNumber, textWidth } from "../geometry";
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
      {scene.years.map(({ x, year }) => (
        <g key={year}>
          <line class="line-chart-tick" x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 6} />
          <text x={x} y={plot.bottom + 23} text-anchor="middle">
            {year}
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
  const start = dir === "rtl" ? plot.right - 8 : plot.left + 8;
  const anchor = anchorFor(dir === "rtl" ? "left" : "right", dir);
  const { target, baseline } = data;
  return (
    <>
      {target && (
        <g class="line-chart-target">
          <rect
            x={plot.left}
            y={y(target.to)}
            width={plot.right - plot.left}
            height={y(target.from) - y(target.to)}
          />
          <text x={start} y={y(target.to) + 17} text-anchor={anchor}>
            {target.label}
          </text>
        </g>
      )}
      {baseline && (
        <g class="line-chart-baseline">
          <line x1={plot.left} x2={plot.right} y1={y(baseline.value)} y2={y(baseline.value)} />
          <text x={start} y={y(baseline.value) - 6} text-anchor={anchor}>
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

/** What lies under the pointer, in a small box that stays inside the picture. */
export function Readout({ scene, marks }: { scene: Scene; marks: { series: number | null; mark: Mark }[] }) {
  const { t, number, day } = useI18n();
  const first = marks[0];
  if (!first) return null;
  const lines = [
    day(first.mark.date),
    ...marks.map(({ series, mark }) => {
      const name = series === null ? t("chart.derived") : (scene.series[series]?.name ?? "");
      return t("chart.pair", { name, value: number(mark.value) });
    }),
  ];
  const width = Math.max(...lines.map((text) => textWidth(text, 14))) + 24;
  const height = lines.length * 20 + 14;
  const left = Math.min(Math.max(first.mark.x - width / 2, 4), scene.width - width - 4);
  const highest = Math.min(...marks.map(({ mark }) => mark.y));
  const top =
    highest - height - 14 > 0 ? highest - height - 14 : Math.max(...marks.map(({ mark }) => mark.y)) + 16;
  return (
    <g class="line-chart-readout">
      <line x1={first.mark.x} x2={first.mark.x} y1={scene.plot.top} y2={scene.plot.bottom} />
      <rect x={left} y={top} width={width} height={height} rx="6" />
      {lines.map((text, index) => (
        <text
          key={text}
          data-strong={index > 0}
          x={left + width / 2}
          y={top + 23 + index * 20}
          text-anchor="middle"
        >
          {text}
        </text>
      ))}
    </g>
  );
}
