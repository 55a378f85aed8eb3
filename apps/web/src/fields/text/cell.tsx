import type { CellProps } from "../field-module.ts";

export const width = 160;
export const isSortable = true;

export function Cell({ value }: CellProps) {
  return <>{typeof value === "object" ? JSON.stringify(value) : String(value)}</>;
}
