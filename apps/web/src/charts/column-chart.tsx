import i18next from "i18next";
import type { ReactNode } from "react";
import "./charts.css";

export interface ChartColumn {
  key: string;
  /** Below the column. */
  label: string;
  value: number;
  /** The figure as people read it, above the column while it is looked at. */
  figure: string;
  /** The same in few letters, above the highest column and the current one. */
  brief?: string | undefined;
  detail?: string | undefined;
  isCurrent?: boolean;
}

interface Props {
  label: string;
  columns: readonly ChartColumn[];
  /** Wraps a column in its link to the records behind it. */
  link: (column: ChartColumn, content: ReactNode, className: string, name: string) => ReactNode;
}

/** Columns over time, the current one in full colour; each is a link that says its figure. */
export function ColumnChart({ label, columns, link }: Props) {
  const highest = Math.max(...columns.map((c) => c.value), 0) || 1;
  const current = columns.findIndex((c) => c.isCurrent);
  const top = columns.findIndex((c) => c.value === highest);
  // side by side the two would not both have room
  const isTold = (i: number): boolean => i === current || (i === top && Math.abs(top - current) > 1);
  return (
    <ol className="k-chart-columns" aria-label={label}>
      {columns.map((column, i) => (
        <li key={column.key} className={i < columns.length / 3 ? "is-start" : i > (columns.length * 2) / 3 ? "is-end" : undefined}>
          {link(
            column,
            <>
              <span className="k-column-tip" aria-hidden="true">
                <b>{column.figure}</b>
                {column.detail ? <span>{column.detail}</span> : null}
              </span>
              <span className="k-column-place" aria-hidden="true">
                <i
                  className={column.isCurrent ? "is-current" : undefined}
                  style={{ transform: `scaleY(${Math.max(column.value / highest, column.value > 0 ? 0.02 : 0)})` }}
                />
                {column.brief && isTold(i) ? (
                  <span className="k-column-figure" style={{ bottom: `${(column.value / highest) * 100}%` }}>
                    {column.brief}
                  </span>
                ) : null}
              </span>
              <span className="k-column-label" aria-hidden="true">
                {column.label}
              </span>
            </>,
            "k-column",
            [column.label, column.figure, column.detail].filter(Boolean).join(i18next.t("common.comma")),
          )}
        </li>
      ))}
    </ol>
  );
}
