import { formatMoney } from "../../format/number.ts";
import type { CellProps } from "../field-module.ts";

export const width = 150;
export const align = "end";
export const isSortable = true;

export function Cell({ value, field, record }: CellProps) {
  return <>{formatMoney(value as string, record?.[`${field.name}_currency`] as string | undefined)}</>;
}
