import type { ComponentChildren } from "preact";
import { useI18n } from "../../i18n/i18n";
import type { LineChartData } from "./LineChart";
import { Marker } from "./Marker";
import type { Scene } from "./scene";

function Entry({ children, text }: { children?: ComponentChildren; text: string }) {
  return (
    <li>
      {children && (
        <svg width="36" height="16" viewBox="0 0 36 16" aria-hidden="true">
          {children}
        </svg>
      )}
      {text}
    </li>
  );
}

/** What the signs of this picture mean; signs that it does not use are not listed. */
export function Legend({ scene, data }: { scene: Scene; data: LineChartData }) {
  const { t, number } = useI18n();
  const { series, derived, axis } = scene;
  const incomplete = series.some(({ marks }) => marks.some(({ hollow }) => hollow));
  return (
    <ul class="line-chart-legend">
      {series.map(({ name }, index) => (
        <Entry key={name} text={name}>
          <g class={`line-chart-series line-chart-series-${index % 4}`}>
            <path class="line-chart-line" d="M2,8H34" />
            <Marker series={index} x={18} y={8} />
          </g>
        </Entry>
      ))}
      {derived.length > 0 && (
        <Entry text={t("chart.derived")}>
          <Marker series={null} x={18} y={8} hollow />
        </Entry>
      )}
      {incomplete && (
        <Entry text={t("chart.incomplete")}>
          <g class="line-chart-series line-chart-series-0">
            <Marker series={0} x={18} y={8} hollow />
          </g>
        </Entry>
      )}
      {series.some(({ bridge }) => bridge !== "") && (
        <Entry text={t("chart.bridge")}>
          <path class="line-chart-bridge" d="M2,8H34" />
        </Entry>
      )}
      {data.series.some(({ points }) => points.some(({ suppressed }) => suppressed)) && (
        <Entry text={t("chart.suppressed")}>
          <text class="line-chart-suppressed" x="18" y="13" text-anchor="middle">
            •
          </text>
        </Entry>
      )}
      {!axis.fromZero && (
        <li class="line-chart-note">{t("chart.axis", { value: number(axis.domain[0]) })}</li>
      )}
    </ul>
  );
}
