import { formatDate } from "../../format/date.ts";
import type { CellProps } from "../field-module.ts";

export const width = 120;
export const isSortable = true;

export function Cell({ value }: CellProps) {
  return <time dateTime={String(value)}>{formatDate(String(value))}</time>;
}
