import { cellOf } from "../../fields/cells.tsx";
import type { Column } from "../columns/columns.ts";

export const checkWidth = 34;
export const narrowest = 56;
export const widest = 800;

/** The width a column has before anyone drags it. */
export function naturalWidth(column: Column, index: number): number {
  return index === 0 ? 220 : cellOf(column.field.type).width;
}

/** What the columns need at least; beyond it they share. */
export function gridWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, c, i) => sum + (c.width ?? naturalWidth(c, i)), checkWidth);
}

/** Columns of the grid: dragged ones as wide as they were left, the others share what room there is. */
export function gridTemplate(columns: readonly Column[]): string {
  const widths = columns.map((c, i) => (c.width ? `${c.width}px` : i === 0 ? "minmax(220px, 1.6fr)" : `minmax(${naturalWidth(c, i)}px, 1fr)`));
  // where every column has its width, the rest of the row is empty
  return `${checkWidth}px ${widths.join(" ")}${columns.every((c) => c.width) ? " minmax(0, 1fr)" : ""}`;
}
