import { formatNumber } from "../../format/number.ts";
import type { CellProps } from "../field-module.ts";

export const width = 110;
export const align = "end";
export const isSortable = true;

export function Cell({ value, field }: CellProps) {
  return <>{formatNumber(value as number, field.decimals)}</>;
}
