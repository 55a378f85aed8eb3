import type { CellProps } from "../field-module.ts";
import { Cell as RelationCell } from "../relation/cell.tsx";

export const width = 130;

// departments have no page of their own
export function Cell(props: CellProps) {
  return <RelationCell {...props} isDense />;
}
