import { formatDateTime, formatRelative } from "../../format/date.ts";
import type { CellProps } from "../field-module.ts";

export const width = 140;
export const isSortable = true;

export function Cell({ value, isDense }: CellProps) {
  const full = formatDateTime(String(value));
  return (
    <time dateTime={String(value)} title={full} className={isDense ? "k-muted" : undefined}>
      {isDense ? formatRelative(String(value)) : full}
    </time>
  );
}
