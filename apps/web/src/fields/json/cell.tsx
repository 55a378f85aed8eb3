import type { CellProps } from "../field-module.ts";

export const width = 160;

export function Cell({ value, isDense }: CellProps) {
  return <code className={isDense ? undefined : "k-pre"}>{JSON.stringify(value, null, isDense ? 0 : 2)}</code>;
}
