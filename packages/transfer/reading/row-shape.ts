import type { SourceRow } from "./csv.ts";
import type { SourceFormat } from "./source.ts";

/**
 * Brings a data row to the header's width: null for a blank row; a ragged CSV row gets COLUMN_COUNT.
 * Rows of a sheet are sparse by nature and are filled up.
 */
export function shapeRow(row: SourceRow, format: Pick<SourceFormat, "kind" | "header">): SourceRow | null {
  const width = format.header.length;
  if (!row.problem && row.cells.every((c) => c === "" || c.trim() === "")) return null;
  if (row.problem) return row;
  if (row.cells.length > width) {
    const extra = row.cells.slice(width).some((c) => c.trim() !== "");
    if (extra) return { ...row, problem: "COLUMN_COUNT" };
    row.cells.length = width;
  } else if (row.cells.length < width) {
    if (format.kind === "csv") return { ...row, problem: "COLUMN_COUNT" };
    while (row.cells.length < width) row.cells.push("");
  }
  return row;
}

const HARMLESS = /^'+[=+\-@\t\r\n＝＋－＠]/;
const HARMFUL = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection); full-width signs count, too. */
export function makeHarmless(cell: string): string {
  return HARMFUL.test(cell) ? `'${cell}` : cell;
}

/** The inverse, for cells that come back. */
export function undoHarmless(cell: string): string {
  return HARMLESS.test(cell) ? cell.slice(1) : cell;
}
