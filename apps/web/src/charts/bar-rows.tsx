import type { ReactNode } from "react";
import "./charts.css";

export interface BarRow {
  key: string;
  label: string;
  /** Decides the length of the bar; the longest fills the row. */
  value: number;
  /** The figure as people read it. */
  figure: string;
  /** A second figure, quieter. */
  detail?: string | undefined;
  /** A part of the bar in amber, such as what has gone quiet. */
  marked?: number | undefined;
  tone?: "jade" | "amber" | "red" | "gray" | undefined;
}

interface Props {
  label: string;
  rows: readonly BarRow[];
  /** Wraps a row in its link to the records behind it. */
  link: (row: BarRow, content: ReactNode, className: string) => ReactNode;
}

/** Bars below each other with their names and figures: a funnel, a comparison of people. Each row opens what it counts. */
export function BarRows({ label, rows, link }: Props) {
  const longest = Math.max(...rows.map((r) => r.value), 0) || 1;
  return (
    <ul className="k-bars" aria-label={label}>
      {rows.map((row) => (
        <li key={row.key}>
          {link(
            row,
            <>
              <i
                className={`k-bar is-${row.tone ?? "jade"}`}
                style={{ transform: `scaleX(${Math.max(row.value / longest, row.value > 0 ? 0.012 : 0)})` }}
                aria-hidden="true"
              />
              {row.marked ? <i className="k-bar is-marked" style={{ transform: `scaleX(${row.marked / longest})` }} aria-hidden="true" /> : null}
              <span className="k-bar-label k-ellipsis">{row.label}</span>
              {row.detail ? <span className="k-bar-detail">{row.detail}</span> : null}
              <b className="k-bar-figure">{row.figure}</b>
            </>,
            "k-bar-row",
          )}
        </li>
      ))}
    </ul>
  );
}
