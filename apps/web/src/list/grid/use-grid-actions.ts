import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { titleOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { useBulkActions } from "../bulk/use-bulk-actions.ts";
import type { Column } from "../columns/columns.ts";
import { moveColumn } from "../columns/use-column-drag.ts";
import { copyCells } from "../editing/copy-cells.ts";
import { isEditable } from "../editing/editable.ts";
import type { CellEdits, CellProblem } from "../editing/use-cell-edits.ts";
import type { GroupLines } from "../grouping/group-lines.ts";
import type { Groups } from "../grouping/use-groups.ts";
import type { Rows } from "../rows/use-rows.ts";
import type { Selection } from "../selection/use-selection.ts";
import type { GridActions } from "./grid-actions.ts";
import { narrowest, naturalWidth, widest } from "./template.ts";
import type { ActiveCell } from "./use-active-cell.ts";
import type { GridCommands } from "./use-grid-keys.ts";

interface Options {
  object: ObjectInfo;
  columns: readonly Column[];
  setColumns: (columns: readonly Column[]) => void;
  lines: GroupLines;
  cell: ActiveCell;
  activate: (line: number, column: number) => ActiveCell;
  recordAt: (line: number) => ApiRecord | undefined;
  selection: Selection;
  edits: CellEdits;
  groups: Groups | null;
  rows: Rows;
  isBin: boolean;
  focus: () => void;
  scrollTo: (line: number) => void;
  page: () => number;
  openRecord: (record: ApiRecord) => void;
  peek: (record: ApiRecord) => void;
  peeked: string | null;
}

/** What the mouse (`actions`) and the keys (`commands`) do in the grid, and what is being edited. */
export function useGridActions(options: Options) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<{ id: string; field: string } | null>(null);
  const [conflict, setConflict] = useState<{ seen: ApiRecord; problem: CellProblem } | null>(null);
  useEffect(() => {
    // there before the first key: what is typed at once must not be lost
    const timer = setTimeout(() => void import("../editing/cell-editor.tsx"), 600);
    return () => clearTimeout(timer);
  }, []);
  const widening = useRef({ column: -1, at: 0, width: 0 });
  const anchor = useRef(-1);
  const bulk = useBulkActions(options.object);
  const latest = useRef({ ...options, bulk });
  latest.current = { ...options, bulk };

  const { actions, commands } = useMemo(() => {
    const now = () => latest.current;
    const moveTo = (line: number, column: number) => {
      const cell = now().activate(line, column);
      now().scrollTo(Math.max(0, cell.line));
      return cell;
    };
    const recordsBetween = (a: number, b: number): ApiRecord[] =>
      Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => now().recordAt(Math.min(a, b) + i)).filter((r) => r !== undefined);
    const mayEdit = (column: number): FieldInfo | undefined => {
      const field = now().columns[column]?.field;
      return field && !now().isBin && isEditable(now().object, field) ? field : undefined;
    };
    const edit = (line: number, column: number): boolean => {
      const [field, record] = [mayEdit(column), now().recordAt(line)];
      if (!field || !record) return false;
      moveTo(line, column);
      setEditing({ id: record.id, field: field.name });
      return true;
    };
    const open = (record: ApiRecord | undefined): boolean => {
      if (!record || now().isBin) return false;
      now().openRecord(record);
      return true;
    };
    const choose = (line: number, isRange: boolean): boolean => {
      const record = now().recordAt(line);
      if (!record) return false;
      if (isRange && anchor.current >= 0) now().selection.add(recordsBetween(anchor.current, line));
      else now().selection.toggle(record);
      anchor.current = line;
      return true;
    };
    const fold = (isFolded: boolean, line = now().cell.line): boolean => {
      const { groups, lines } = now();
      const at = groups && line >= 0 && line < lines.count ? lines.lineAt(line) : undefined;
      if (!groups || !at || at.kind !== "head") return false;
      groups.fold(at.group, isFolded);
      return true;
    };
    const actions: GridActions = {
      activate: (line, column) => {
        now().activate(line, column);
      },
      toggle: (line, _record, isRange) => {
        now().activate(line, now().cell.column);
        choose(line, isRange);
      },
      open: (record) => void open(record),
      edit: (line, column) => {
        if (!edit(line, column)) open(now().recordAt(line));
      },
      edited: (record, field, values, step, line) => {
        setEditing(null);
        now().focus();
        const column = now().columns.findIndex((c) => c.field.name === field.name);
        if (Object.keys(values).length > 0) void now().edits.save(record, field, values);
        else now().edits.dismiss(record.id, field.name);
        if (step === "down" || step === "up") moveTo(Math.max(0, line + (step === "down" ? 1 : -1)), column);
        else if (step !== "stay") {
          // Tab goes on editing in the next cell that can be
          const by = step === "right" ? 1 : -1;
          let next = column + by;
          while (next >= 0 && next < now().columns.length && !mayEdit(next)) next += by;
          if (!edit(line, next)) moveTo(line, column);
        }
      },
      cancelEdit: (record, field) => {
        setEditing(null);
        now().edits.dismiss(record.id, field.name);
        now().focus();
      },
      mend: (line, field, _record, problem) => {
        if (problem.conflict) setConflict({ seen: problem.conflict, problem });
        else
          edit(
            line,
            now().columns.findIndex((c) => c.field.name === field.name),
          );
      },
      restore: (record) => void now().bulk.restore([record.id], titleOf(record, now().object)),
      fold: (group) => now().groups?.fold(group),
    };
    const commands: Omit<GridCommands, "cell" | "lines" | "page"> = {
      move: (line, column, isExtending) => {
        const start = now().cell.line;
        const cell = moveTo(line, column);
        const record = now().recordAt(start);
        if (isExtending && start >= 0) {
          if (anchor.current < 0) anchor.current = start;
          now().selection.add([...(record ? [record] : []), ...recordsBetween(start, cell.line)]);
        }
      },
      open: () => open(now().recordAt(now().cell.line)),
      edit: () => edit(now().cell.line, now().cell.column),
      enter: () => {
        const { cell, columns, object, groups, lines } = now();
        if (groups && cell.line >= 0 && lines.lineAt(cell.line).kind === "head") {
          const at = lines.lineAt(cell.line);
          groups.fold(at.group);
          return true;
        }
        const isTitle = columns[cell.column]?.field.name === object.title_field;
        return (!isTitle && edit(cell.line, cell.column)) || open(now().recordAt(cell.line));
      },
      select: (isRange) => choose(now().cell.line, isRange),
      selectLoaded: () => now().selection.set(now().rows.loaded),
      peek: () => {
        const record = now().recordAt(now().cell.line);
        if (record && !now().isBin) now().peek(record);
        return true;
      },
      letGo: () => {
        const { selection } = now();
        if (!selection.isAll && selection.records.size === 0) return false;
        selection.clear();
        return true;
      },
      copy: () => {
        const { selection, cell, columns, recordAt, object } = now();
        const field = columns[cell.column]?.field;
        const one = recordAt(cell.line);
        const chosen = selection.records.size > 0 ? [...selection.records.values()] : one ? [one] : [];
        if (!field || chosen.length === 0 || String(getSelection() ?? "") !== "") return false;
        now().bulk.say(copyCells(object, field, chosen) ? t("list.edit.copied", { count: chosen.length }) : t("common.copyFailed"));
        return true;
      },
      fold: (isFolded) => fold(isFolded),
      resize: (by) => {
        const { cell, columns, setColumns, isBin } = now();
        if (isBin || !columns[cell.column]) return false;
        // quick presses come before the column has been drawn anew
        const isQuick = widening.current.column === cell.column && performance.now() - widening.current.at < 400;
        const drawn = document.getElementById(`cell-${cell.line}-${cell.column}`)?.offsetWidth ?? naturalWidth(columns[cell.column] as Column, cell.column);
        const width = Math.min(widest, Math.max(narrowest, (isQuick ? widening.current.width : drawn) + by));
        widening.current = { column: cell.column, at: performance.now(), width };
        setColumns(columns.map((c, i) => (i === cell.column ? { ...c, width } : c)));
        return true;
      },
      moveColumn: (by) => {
        const { cell, columns, setColumns, isBin } = now();
        const next = moveColumn(columns, cell.column, cell.column + by);
        if (isBin || next === columns) return true;
        setColumns(next);
        now().activate(cell.line, cell.column + by);
        return true;
      },
    };
    return { actions, commands };
  }, [t]);

  return {
    actions,
    commands: { ...commands, cell: options.cell, lines: options.lines.count, page: options.page },
    editedColumnOf: (line: number): number => {
      if (!editing || options.recordAt(line)?.id !== editing.id) return -1;
      return options.columns.findIndex((c) => c.field.name === editing.field);
    },
    conflict,
    settleConflict: (record: ApiRecord | null | undefined) => {
      if (conflict && record !== undefined) options.edits.settle(conflict.seen.id, conflict.problem.field, record);
      setConflict(null);
      options.focus();
    },
  };
}

export type Grid = ReturnType<typeof useGridActions>;
