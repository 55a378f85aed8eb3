import { Icon } from "../../icons/icon.tsx";
import type { CellProps } from "../field-module.ts";
import { recurrenceWords } from "./words.ts";

export const width = 180;
export const isSortable = false;

export function Cell({ value }: CellProps) {
  return (
    <span className="k-person">
      <Icon name="repeat" size={14} />
      <span className="k-ellipsis">{recurrenceWords(value)}</span>
    </span>
  );
}
