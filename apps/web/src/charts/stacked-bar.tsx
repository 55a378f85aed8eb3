import type { ReactNode } from "react";
import "./charts.css";

export interface StackPart {
  key: string;
  label: string;
  value: number;
  figure: string;
  detail?: string | undefined;
  tone: "brand" | "jade" | "blue" | "gray";
}

interface Props {
  label: string;
  parts: readonly StackPart[];
  link: (part: StackPart, content: ReactNode, className: string) => ReactNode;
}

/** One bar in parts, from what is sure to what is hoped for, with its parts below as links. */
export function StackedBar({ label, parts, link }: Props) {
  const sum = parts.reduce((all, p) => all + p.value, 0) || 1;
  return (
    <div className="k-stack-chart">
      <div className="k-stack-bar" aria-hidden="true">
        {parts.map((p) => (p.value > 0 ? <i key={p.key} className={`is-${p.tone}`} style={{ flexGrow: p.value / sum }} /> : null))}
      </div>
      <ul aria-label={label}>
        {parts.map((p) => (
          <li key={p.key}>
            {link(
              p,
              <>
                <i className={`k-key is-${p.tone}`} aria-hidden="true" />
                <span className="k-ellipsis">{p.label}</span>
                <span className="k-muted">{p.detail}</span>
                <b>{p.figure}</b>
              </>,
              "k-stack-row",
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
