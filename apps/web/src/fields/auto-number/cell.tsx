import type { CellProps } from "../field-module.ts";

export const width = 150;
export const isSortable = true;

export function Cell({ value }: CellProps) {
  return <span className="k-quiet">{String(value)}</span>;
}
