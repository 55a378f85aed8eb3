import i18next from "i18next";
import { type KeyboardEvent, type PointerEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { areaPath, linePath, niceTop } from "./scale.ts";
import "./charts.css";

export interface LineSeries {
  key: string;
  label: string;
  /** undefined where there is nothing yet. */
  values: readonly (number | undefined)[];
  isMain?: boolean;
}

interface Props {
  label: string;
  /** What stands below each point. */
  points: readonly string[];
  series: readonly LineSeries[];
  format: (value: number) => string;
  formatAxis: (value: number) => string;
}

const [width, height] = [600, 150];

/** Lines over time with a reading line that follows the pointer or the arrow keys; the same as a table for screen readers. */
export function LineChart({ label, points, series, format, formatAxis }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [at, setAt] = useState<number | null>(null);
  const top = niceTop(Math.max(0, ...series.flatMap((s) => s.values.map((v) => v ?? 0))));
  const count = points.length;
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.min(count - 1, Math.max(0, Math.round(((event.clientX - box.left) / box.width) * (count - 1)))));
  };
  const walk = (event: KeyboardEvent) => {
    const next = { ArrowRight: (at ?? -1) + 1, ArrowLeft: (at ?? count) - 1, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.min(count - 1, Math.max(0, next)));
  };
  const share = at === null ? 0 : at / Math.max(1, count - 1);
  return (
    <figure className="k-chart-lines" aria-label={label}>
      <div className="k-lines-axis" aria-hidden="true">
        <span>{formatAxis(top)}</span>
        <span>{formatAxis(top / 2)}</span>
        <span>0</span>
      </div>
      <div
        className="k-lines-plot"
        role="slider"
        tabIndex={0}
        aria-label={t("charts.readAlong", { chart: label })}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={at ?? 0}
        aria-valuetext={at === null ? t("charts.nothingRead") : reading(at, points, series, format)}
        onPointerMove={follow}
        onPointerDown={follow}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={walk}
      >
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stopColor="var(--k-brand)" stopOpacity="0.22" />
              <stop offset="1" stopColor="var(--k-brand)" stopOpacity="0.02" />
            </linearGradient>
          </defs>
          {[0, height / 2, height].map((y) => (
            <line key={y} x1="0" x2={width} y1={y} y2={y} className="k-lines-grid" />
          ))}
          {series.map((s) => (s.isMain ? <path key={`${s.key}-area`} d={areaPath(s.values, top, width, height, count)} fill={`url(#${id})`} /> : null))}
          {series.map((s) => (
            <path key={s.key} d={linePath(s.values, top, width, height, count)} className={s.isMain ? "k-chart-line is-main" : "k-chart-line"} />
          ))}
        </svg>
        {at === null ? null : (
          <>
            <i className="k-lines-cursor" style={{ left: `${share * 100}%` }} />
            {series.map((s) => {
              const value = s.values[at];
              return value === undefined ? null : (
                <i
                  key={s.key}
                  className={s.isMain ? "k-lines-dot is-main" : "k-lines-dot"}
                  style={{ left: `${share * 100}%`, top: `${(1 - value / top) * 100}%` }}
                />
              );
            })}
            <div className="k-lines-tip" style={share > 0.5 ? { right: `${(1 - share) * 100}%` } : { left: `${share * 100}%` }}>
              <span>{points[at]}</span>
              {series.map((s) => {
                const value = s.values[at];
                return value === undefined ? null : (
                  <span key={s.key}>
                    <i className={s.isMain ? "k-key is-main" : "k-key"} />
                    {s.label} <b>{format(value)}</b>
                  </span>
                );
              })}
            </div>
          </>
        )}
      </div>
      <figcaption className="k-lines-foot">
        <span aria-hidden="true">{points[0]}</span>
        <span className="k-lines-keys">
          {series.map((s) => (
            <span key={s.key}>
              <i className={s.isMain ? "k-key is-main" : "k-key"} />
              {s.label}
            </span>
          ))}
        </span>
        <span aria-hidden="true">{points.at(-1)}</span>
      </figcaption>
      <ChartTable label={label} points={points} series={series} format={format} />
    </figure>
  );
}

function reading(at: number, points: readonly string[], series: readonly LineSeries[], format: (value: number) => string): string {
  const figures = series.flatMap((s) => (s.values[at] === undefined ? [] : [`${s.label} ${format(s.values[at])}`]));
  return [points[at], ...figures].join(i18next.t("common.comma"));
}

/** The figures of a drawing, for those who do not see it. */
function ChartTable({ label, points, series, format }: Pick<Props, "label" | "points" | "series" | "format">) {
  return (
    <div className="k-visually-hidden">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <td />
            {series.map((s) => (
              <th key={s.key} scope="col">
                {s.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, i) => (
            <tr key={point}>
              <th scope="row">{point}</th>
              {series.map((s) => (
                <td key={s.key}>{s.values[i] === undefined ? "—" : format(s.values[i])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
