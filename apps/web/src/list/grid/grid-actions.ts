import type { ApiRecord, FieldInfo } from "../../api/types.ts";
import type { Step } from "../editing/cell-editor.tsx";
import type { CellProblem } from "../editing/use-cell-edits.ts";

/** What rows tell the grid; the same object for its whole life, so that rows are drawn again only when they change. */
export interface GridActions {
  activate: (line: number, column: number) => void;
  toggle: (line: number, record: ApiRecord, isRange: boolean) => void;
  open: (record: ApiRecord) => void;
  edit: (line: number, column: number) => void;
  edited: (record: ApiRecord, field: FieldInfo, values: Record<string, unknown>, step: Step, line: number) => void;
  cancelEdit: (record: ApiRecord, field: FieldInfo) => void;
  mend: (line: number, field: FieldInfo, record: ApiRecord, problem: CellProblem) => void;
  restore: (record: ApiRecord) => void;
  fold: (group: number) => void;
}
