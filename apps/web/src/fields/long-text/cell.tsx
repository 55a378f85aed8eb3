import type { CellProps } from "../field-module.ts";

export const width = 260;

export function Cell({ value, isDense }: CellProps) {
  return isDense ? String(value).replaceAll(/\s+/g, " ") : <span className="k-pre">{String(value)}</span>;
}
