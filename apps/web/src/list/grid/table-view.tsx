import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Dropdown } from "antd";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ApiRecord } from "../../api/types.ts";
import { formatNumber } from "../../format/number.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { usePreferences } from "../../preferences/preferences.ts";
import { useIsNarrow } from "../../preferences/use-media.ts";
import { RouteError } from "../../shell/route-error.tsx";
import { sizes } from "../../theme/tokens.ts";
import type { Columns } from "../columns/columns.ts";
import { isEditable } from "../editing/editable.ts";
import { useCellEdits } from "../editing/use-cell-edits.ts";
import { usePaste } from "../editing/use-paste.ts";
import { groupText, parseGroup } from "../grouping/group-field.ts";
import { GroupHead } from "../grouping/group-head.tsx";
import { flatLines } from "../grouping/group-lines.ts";
import { useGroups } from "../grouping/use-groups.ts";
import { summable, totalOf, useSums } from "../grouping/use-sums.ts";
import { narrowing } from "../rows/list-parameters.ts";
import { useLiveRows } from "../rows/use-live-rows.ts";
import { type Place, reachable, useRows } from "../rows/use-rows.ts";
import type { Selection } from "../selection/use-selection.ts";
import type { ViewProps } from "../views/view-props.ts";
import { cellMenu } from "./cell-menu.tsx";
import { GridCards } from "./grid-cards.tsx";
import { GridFoot } from "./grid-foot.tsx";
import { GridHead } from "./grid-head.tsx";
import { GridRow } from "./grid-row.tsx";
import { LivePill } from "./live-pill.tsx";
import { gridTemplate, gridWidth } from "./template.ts";
import { useActiveCell } from "./use-active-cell.ts";
import { useGridActions } from "./use-grid-actions.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useScrollMemory } from "./use-scroll-memory.ts";

const PeekDrawer = lazy(() => import("../peek/peek-drawer.tsx"));
const PasteDialog = lazy(() => import("../editing/paste-dialog.tsx"));
const ConflictDialog = lazy(() => import("../../record/conflict/conflict-dialog.tsx"));

interface Props extends ViewProps {
  columns: Columns;
  selection: Selection;
  total: number | undefined;
}

const headHeight = 35;

/** A list of any length: only the lines in view exist. */
export function TableView({ object, search, parameters, change, columns: { columns, setColumns }, selection, total }: Props) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const { density } = usePreferences();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const isBin = search.deleted === true;
  const by = useMemo(() => (isBin ? undefined : parseGroup(object, search.group)), [object, search.group, isBin]);
  const groups = useGroups(object.path, parameters, by);
  const key = JSON.stringify([parameters, by ? search.group : null]);
  const lines = groups?.lines ?? flatLines(Math.min(total ?? 20, reachable));
  const rows = useRows(object.path, key, groups?.parametersOf ?? (() => parameters), groups ? 50 : 100);
  const live = useLiveRows(object, parameters, rows);
  const edits = useCellEdits(object, rows, useTellOutcome(object));
  const fields = useMemo(() => columns.map((c) => c.field), [columns]);
  const measured = summable(fields);
  const narrowed = useMemo(() => narrowing(search), [search]);
  const sums = useSums(object.path, narrowed, isBin ? [] : measured, by && groupText(by));
  const { cell, activate } = useActiveCell(key, lines.count, columns.length);

  const size = isNarrow ? 72 : sizes[density].row;
  const memory = useScrollMemory(`${object.path} ${key}`, scroller);
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 10,
    scrollPaddingStart: isNarrow ? 0 : headHeight,
    initialOffset: memory.initialOffset,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: row heights follow the density
  useEffect(() => virtual.measure(), [size]);
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { show } = rows;
  useEffect(() => {
    // pages follow once the scrolling slows down
    const timer = setTimeout(() => {
      const places: Place[] = [];
      for (let line = from; line <= to; line++) {
        const at = lines.lineAt(line);
        if (at.kind === "row") places.push(at);
      }
      show(places);
    }, 40);
    return () => clearTimeout(timer);
  }, [from, to, show, lines]);

  const recordAt = (line: number): ApiRecord | undefined => {
    const at = line < 0 || line >= lines.count ? undefined : lines.lineAt(line);
    const record = at?.kind === "row" ? rows.recordAt(at) : undefined;
    return record && edits.shown(record);
  };
  const [peeked, setPeeked] = useState<string | null>(null);
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
    scrollTo: (line) => virtual.scrollToIndex(line, { align: "auto" }),
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / size) - 1),
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

  const error = rows.error ?? groups?.error;
  if (error) return <RouteError error={error} />;
  const template = gridTemplate(columns);
  const isCut = !groups && total !== undefined && total > reachable;
  const menuRecord = recordAt(cell.line);
  const menuField = columns[cell.column]?.field;
  return (
    <div className={`k-grid k-panel${rows.isStale ? " is-stale" : ""}${isBin ? " is-bin" : ""}`}>
      <LivePill
        live={live}
        onShow={() => {
          live.settle();
          void rows.refresh();
          virtual.scrollToOffset(0);
        }}
      />
      <Dropdown
        trigger={isNarrow ? [] : ["contextMenu"]}
        menu={{
          items:
            menuRecord && menuField && !isBin
              ? cellMenu({ t, object, field: menuField, record: menuRecord, search, change, canEdit: isEditable(object, menuField), grid: grid.commands })
              : [],
        }}
        destroyOnHidden
      >
        <div
          className="k-grid-scroll"
          ref={scroller}
          role="grid"
          tabIndex={0}
          aria-label={labelOf(object.plural_label)}
          aria-rowcount={lines.count + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-busy={rows.isLoading}
          aria-activedescendant={
            cell.line >= from && cell.line <= to
              ? lines.lineAt(cell.line).kind === "head" || isNarrow
                ? `row-${cell.line}`
                : `cell-${cell.line}-${cell.column}`
              : undefined
          }
          onKeyDown={onKeyDown}
          onPaste={paste.onPaste}
          onScroll={memory.onScroll}
        >
          {isNarrow ? (
            <GridCards
              object={object}
              columns={columns}
              lines={lines}
              groups={groups}
              by={by}
              recordAt={recordAt}
              selection={selection}
              items={items}
              height={virtual.getTotalSize()}
              size={size}
              actions={grid.actions}
              isBin={isBin}
              sums={sums.byGroup}
              gone={live.gone}
            />
          ) : (
            <div className="k-grid-inner" role="presentation" style={{ minWidth: gridWidth(columns) }}>
              <GridHead
                columns={columns}
                setColumns={setColumns}
                template={template}
                sort={search.sort}
                onSort={(sort) => change({ sort })}
                isAllChosen={selection.isAll || (rows.loaded.length > 0 && rows.loaded.every((r) => selection.has(r.id)))}
                onChooseAll={() => (selection.isAll || selection.records.size > 0 ? selection.clear() : selection.set(rows.loaded))}
                count={rows.loaded.length}
                isBin={isBin}
              />
              <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
                {items.map((item) => {
                  const at = lines.lineAt(item.index);
                  if (at.kind === "head" && groups && by)
                    return (
                      <GroupHead
                        key={`head-${at.group}`}
                        by={by}
                        info={groups.groups[at.group]}
                        group={at.group}
                        line={item.index}
                        offset={item.start}
                        isFolded={groups.isFolded(at.group)}
                        isActive={cell.line === item.index}
                        columns={columns}
                        template={template}
                        sums={sums.byGroup.get(String(groups.groups[at.group]?.value ?? null))}
                        actions={grid.actions}
                      />
                    );
                  const record = recordAt(item.index);
                  return (
                    <GridRow
                      key={item.index}
                      object={object}
                      columns={columns}
                      template={template}
                      record={record}
                      line={item.index}
                      offset={item.start}
                      activeColumn={cell.line === item.index ? cell.column : -1}
                      editedColumn={grid.editedColumnOf(item.index)}
                      problems={record && edits.problemsOf(record.id)}
                      isSelected={record !== undefined && selection.has(record.id)}
                      isGone={record !== undefined && live.gone.has(record.id)}
                      isFresh={record !== undefined && live.fresh.has(record.id)}
                      isBin={isBin}
                      actions={grid.actions}
                    />
                  );
                })}
              </div>
            </div>
          )}
        </div>
      </Dropdown>
      {isNarrow || isBin ? null : (
        <GridFoot
          columns={columns}
          measured={measured}
          sums={by ? totalOf(sums.byGroup) : sums.byGroup.get("")}
          scroller={scroller}
          template={template}
          total={total}
        />
      )}
      {isCut ? <div className="k-grid-foot">{t("list.cut", { shown: formatNumber(reachable), total: formatNumber(total ?? 0) })}</div> : null}
      <Suspense fallback={null}>
        {peeked ? (
          <PeekDrawer object={object} id={peeked} onClose={() => setPeeked(null)} onStep={(by) => grid.commands.move(cell.line + by, cell.column, false)} />
        ) : null}
        {paste.pasted ? <PasteDialog object={object} pasted={paste.pasted} onClose={paste.close} /> : null}
        {grid.conflict ? (
          <ConflictDialog
            object={object}
            seen={grid.conflict.seen}
            mine={grid.conflict.problem.values}
            onResolved={(record) => grid.settleConflict(record)}
            onCancel={() => grid.settleConflict(undefined)}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
