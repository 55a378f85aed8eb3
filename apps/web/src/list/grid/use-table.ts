import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ApiRecord } from "../../api/types.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { usePreferences } from "../../preferences/preferences.ts";
import { useIsNarrow } from "../../preferences/use-media.ts";
import { sizes } from "../../theme/tokens.ts";
import type { Columns } from "../columns/columns.ts";
import { useCellEdits } from "../editing/use-cell-edits.ts";
import { usePaste } from "../editing/use-paste.ts";
import { groupText, parseGroup } from "../grouping/group-field.ts";
import { flatLines } from "../grouping/group-lines.ts";
import { useGroups } from "../grouping/use-groups.ts";
import { summable, useSums } from "../grouping/use-sums.ts";
import { narrowing } from "../rows/list-parameters.ts";
import { listKey } from "../rows/rows-query.ts";
import { useLiveRows } from "../rows/use-live-rows.ts";
import { reachable, useRows } from "../rows/use-rows.ts";
import type { Selection } from "../selection/use-selection.ts";
import type { ViewProps } from "../views/view-props.ts";
import { useActiveCell } from "./use-active-cell.ts";
import { useGridActions } from "./use-grid-actions.ts";
import { useGridKeys } from "./use-grid-keys.ts";

export interface TableProps extends ViewProps {
  columns: Columns;
  selection: Selection;
  total: number | undefined;
  isSettled: boolean;
}

/** Lines shown while nobody knows how many there will be. */
const bones = 20;

/** What a table is made of, but for its lines in view: rows, groups, sums, edits, the cell of the keys, what can be done. */
export function useTable({ object, search, parameters, columns: { columns, setColumns }, selection, total, isSettled }: TableProps) {
  const isNarrow = useIsNarrow();
  const { density } = usePreferences();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTo = useRef<(line: number) => void>(() => {});
  const isBin = search.deleted === true;
  const by = useMemo(() => (isBin ? undefined : parseGroup(object, search.group)), [object, search.group, isBin]);
  const groups = useGroups(object.path, parameters, by);
  const key = listKey(parameters, by && search.group);
  const rows = useRows(object.path, key, groups?.parametersOf ?? (() => parameters), groups ? 50 : undefined);
  const flatCount = Math.min(total ?? Math.max(bones, rows.loaded.length), reachable);
  const flat = useMemo(() => flatLines(flatCount), [flatCount]);
  const lines = groups?.lines ?? flat;
  const live = useLiveRows(object, parameters, rows);
  const edits = useCellEdits(object, rows, useTellOutcome(object));
  const measured = useMemo(() => summable(columns.map((c) => c.field)), [columns]);
  const narrowed = useMemo(() => narrowing(search), [search]);
  const sums = useSums(object.path, narrowed, isBin ? [] : measured, by && groupText(by), isSettled);
  const { cell, activate } = useActiveCell(key, lines.count, columns.length);
  const [peeked, setPeeked] = useState<string | null>(null);
  const size = isNarrow ? 72 : sizes[density].row;

  const recordAt = (line: number): ApiRecord | undefined => {
    const at = line < 0 || line >= lines.count ? undefined : lines.lineAt(line);
    const record = at?.kind === "row" ? rows.recordAt(at) : undefined;
    return record && edits.shown(record);
  };
  const focus = () => scroller.current?.focus({ preventScroll: true });
  const grid = useGridActions({
    object,
    columns,
    setColumns,
    lines,
    cell,
    activate,
    recordAt,
    selection,
    edits,
    groups,
    rows,
    isBin,
    focus,
    scrollTo: (line) => scrollTo.current(line),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / size) - 1),
    openRecord: (record) => void navigate({ to: "/o/$path/$id", params: { path: object.path, id: record.id } }),
    peek: (record) => setPeeked((now) => (now === record.id ? null : record.id)),
    peeked,
  });
  const onKeyDown = useGridKeys(grid.commands, focus);
  const paste = usePaste({ object, columns, lines, cell, recordAt, selection, rows, edits });
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when the keys move
  useEffect(() => {
    // the drawer follows the keys
    const record = recordAt(cell.line);
    if (peeked && record) setPeeked(record.id);
  }, [cell.line]);
  return {
    ...{ object, columns, setColumns, selection, isNarrow, isBin, size, scroller, scrollTo, scope: key },
    ...{ by, groups, rows, lines, live, edits, measured, sums, cell, recordAt, grid, onKeyDown, paste, peeked, setPeeked },
  };
}

export type Table = ReturnType<typeof useTable>;
