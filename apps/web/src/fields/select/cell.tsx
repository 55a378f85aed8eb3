import type { CellProps } from "../field-module.ts";
import { OptionTag } from "./option-tag.tsx";

export const width = 120;
export const isSortable = true;

export function Cell({ value, field }: CellProps) {
  return <OptionTag field={field} value={value} />;
}
