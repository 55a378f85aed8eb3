import { formatPercent } from "../../format/number.ts";
import type { CellProps } from "../field-module.ts";

export const width = 90;
export const align = "end";
export const isSortable = true;

export function Cell({ value }: CellProps) {
  return <>{formatPercent(value as number)}</>;
}
