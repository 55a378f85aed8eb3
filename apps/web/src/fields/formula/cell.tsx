import { formatNumber } from "../../format/number.ts";
import type { CellProps } from "../field-module.ts";

export const width = 120;
export const align = "end";

export function Cell({ value }: CellProps) {
  return <>{typeof value === "number" ? formatNumber(value) : String(value)}</>;
}
