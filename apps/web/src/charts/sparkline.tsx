import { areaPath, linePath, niceTop } from "./scale.ts";
import "./charts.css";

const [width, height] = [96, 28];

/** The run of a figure at a glance, without axes; its numbers stand in the text beside it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2 || values.every((v) => v === 0)) return null;
  const top = niceTop(Math.max(...values));
  return (
    <svg className="k-spark" viewBox={`-2 -3 ${width + 4} ${height + 6}`} width={width} height={height} aria-hidden="true">
      <path d={areaPath(values, top, width, height)} className="k-spark-area" />
      <path d={linePath(values, top, width, height)} className="k-spark-line" />
      <circle cx={width} cy={height - ((values.at(-1) ?? 0) / top) * height} r="2.5" className="k-spark-end" />
    </svg>
  );
}
