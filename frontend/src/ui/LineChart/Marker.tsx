import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";

const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];
const SIZE = 90;

/** The point of a series: each series has a shape of its own; a derived point is a larger diamond. */
export function Marker(props: { series: number | null; x: number; y: number; hollow?: boolean }) {
  const { series, x, y, hollow = false } = props;
  const shape = series === null ? symbolDiamond : (SHAPES[series % SHAPES.length] ?? symbolCircle);
  return (
    <path
      class={series === null ? "line-chart-mark line-chart-derived" : "line-chart-mark"}
      data-hollow={hollow}
      d={symbol(shape, series === null ? SIZE * 1.3 : SIZE)() ?? ""}
      transform={`translate(${x} ${y})`}
    />
  );
}
