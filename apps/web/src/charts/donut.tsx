import type { ReactNode } from "react";
import "./charts.css";

export interface Slice {
  key: string;
  label: string;
  value: number;
  figure: string;
}

interface Props {
  label: string;
  slices: readonly Slice[];
  /** In the middle: the whole. */
  total: string;
  totalLabel: string;
  link: (slice: Slice, content: ReactNode, className: string) => ReactNode;
}

const tones = ["brand", "blue", "violet", "amber", "ink3", "edge"];
const radius = 40;
const length = 2 * Math.PI * radius;

/** Shares of a whole as a ring, with its parts beside it as links; small ones are for the caller to put together. */
export function Donut({ label, slices, total, totalLabel, link }: Props) {
  const sum = slices.reduce((all, s) => all + s.value, 0) || 1;
  let from = 0;
  return (
    <div className="k-donut">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r={radius} className="k-donut-ground" />
        {slices.map((slice, i) => {
          const share = (slice.value / sum) * length;
          const gap = slices.length > 1 ? Math.min(2, share / 2) : 0;
          const ring = (
            <circle
              key={slice.key}
              cx="50"
              cy="50"
              r={radius}
              stroke={`var(--k-${tones[i % tones.length]})`}
              strokeDasharray={`${Math.max(0, share - gap)} ${length}`}
              strokeDashoffset={-from}
              transform="rotate(-90 50 50)"
            />
          );
          from += share;
          return ring;
        })}
        <text x="50" y="49" className="k-donut-total">
          {total}
        </text>
        <text x="50" y="63" className="k-donut-label">
          {totalLabel}
        </text>
      </svg>
      <ul aria-label={label}>
        {slices.map((slice, i) => (
          <li key={slice.key}>
            {link(
              slice,
              <>
                <i className="k-key" style={{ background: `var(--k-${tones[i % tones.length]})` }} aria-hidden="true" />
                <span className="k-ellipsis">{slice.label}</span>
                <b>{slice.figure}</b>
              </>,
              "k-donut-row",
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
