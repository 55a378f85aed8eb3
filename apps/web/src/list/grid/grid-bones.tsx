import { memo } from "react";
import type { Column } from "../columns/columns.ts";

interface Props {
  columns: readonly Column[];
  template: string;
  line: number;
  offset: number;
}

/**
 * The outline of a row that has not come yet. Flying through a list draws hundreds of them in every frame: one element
 * for a cell, and none of them moves.
 */
export const GridBones = memo(function GridBones({ columns, template, line, offset }: Props) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
    <div
      id={`row-${line}`}
      role="row"
      aria-rowindex={line + 2}
      className="k-grid-row is-bones"
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: template }}
    >
      {columns.map(({ field }, i) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus
        <span key={field.name} id={`cell-${line}-${i}`} role="gridcell" aria-colindex={i + 2} style={{ marginRight: `${12 + ((line * 13 + i * 29) % 45)}%` }} />
      ))}
    </div>
  );
});
