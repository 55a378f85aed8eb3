import { App } from "antd";
import { type ClipboardEvent, useRef, useState } from "react";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import type { Column } from "../columns/columns.ts";
import type { ActiveCell } from "../grid/use-active-cell.ts";
import type { GroupLines } from "../grouping/group-lines.ts";
import type { Rows } from "../rows/use-rows.ts";
import type { Selection } from "../selection/use-selection.ts";
import { isEditable } from "./editable.ts";
import { pastedTable } from "./pasted-table.ts";
import { rowsBelow } from "./rows-below.ts";
import type { CellEdits } from "./use-cell-edits.ts";

/** A paste to look at before anything is written. */
export interface Pasted {
  fields: FieldInfo[];
  rows: { record: ApiRecord; cells: string[] }[];
  /** Rows of the paste for which the list had no record. */
  surplus: number;
}

interface Options {
  object: ObjectInfo;
  columns: readonly Column[];
  lines: GroupLines;
  cell: ActiveCell;
  recordAt: (line: number) => ApiRecord | undefined;
  selection: Selection;
  rows: Rows;
  edits: CellEdits;
}

/**
 * Values pasted from a spreadsheet: into the chosen rows, else from the active cell downwards. One value goes into all
 * chosen rows. Columns that cannot be edited are passed over.
 */
export function usePaste(options: Options) {
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const { message } = App.useApp();
  const latest = useRef(options);
  latest.current = options;
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const { columns, cell, selection, object } = latest.current;
    const table = pastedTable(event.clipboardData.getData("text/plain"));
    if (table.length === 0 || cell.column < 0) return;
    event.preventDefault();
    const width = Math.max(...table.slice(0, 1000).map((r) => r.length));
    const places = columns.slice(cell.column, cell.column + width).map((c, i) => ({ field: c.field, i }));
    const fit = places.filter(({ field }) => isEditable(object, field));
    if (fit.length === 0) return;
    const isOne = table.length === 1;
    const chosen = [...selection.records.values()];
    const show = (records: readonly ApiRecord[]) => {
      if (records.length === 0) return;
      setPasted({
        fields: fit.map((f) => f.field),
        rows: records.map((record, at) => ({ record, cells: fit.map(({ i }) => table[isOne ? 0 : at]?.[i] ?? "") })),
        surplus: isOne ? 0 : table.length - records.length,
      });
    };
    if (chosen.length > 0) return show(isOne ? chosen : chosen.slice(0, table.length));
    const { lines, recordAt, rows } = latest.current;
    rowsBelow({ lines, recordAt, read: rows.read, line: cell.line, count: table.length }).then(show, (error: Error) => void message.error(error.message));
  };
  return { onPaste, pasted, close: () => setPasted(null) };
}

export type Paste = ReturnType<typeof usePaste>;
