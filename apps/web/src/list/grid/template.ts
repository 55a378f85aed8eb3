import { labelOf } from "../../api/catalog.ts";
import { cellOf } from "../../fields/cells.tsx";
import type { Column } from "../columns/columns.ts";

export const checkWidth = 34;
export const narrowest = 56;
export const widest = 800;

/** Beside the words of a head: its edges and the mark of sorting. */
const headRoom = 38;

/** The width a column has before anyone drags it. */
export function naturalWidth(column: Column, index: number): number {
  const { type, options, label } = column.field;
  if (index === 0) return type === "long_text" ? 320 : 220;
  if (type !== "select" || !options?.length) return Math.max(cellOf(type).width, Math.min(160, Math.ceil(widthOf(labelOf(label))) + headRoom));
  // an option is read whole: its longest label decides, within reason
  const longest = Math.max(...options.map((o) => widthOf(labelOf(o.label))));
  return Math.min(180, Math.max(100, Math.ceil(longest) + 40, Math.ceil(widthOf(labelOf(label))) + headRoom));
}

/** About how wide a text of 12 px is: Chinese characters are square. */
function widthOf(text: string): number {
  return [...text].reduce((sum, c) => sum + (c > "\u2e7f" ? 12 : 6.6), 0);
}

/** What the columns need at least; beyond it they share. */
export function gridWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, c, i) => sum + (c.width ?? naturalWidth(c, i)), checkWidth);
}

/** Columns of the grid: dragged ones as wide as they were left, the others share what room there is. */
export function gridTemplate(columns: readonly Column[]): string {
  const widths = columns.map((c, i) =>
    c.width ? `${c.width}px` : i === 0 ? `minmax(${naturalWidth(c, i)}px, 1.6fr)` : `minmax(${naturalWidth(c, i)}px, 1fr)`,
  );
  // where every column has its width, the rest of the row is empty
  return `${checkWidth}px ${widths.join(" ")}${columns.every((c) => c.width) ? " minmax(0, 1fr)" : ""}`;
}
