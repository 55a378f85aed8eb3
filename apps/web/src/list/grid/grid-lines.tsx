import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { GroupHead } from "../grouping/group-head.tsx";
import type { Place } from "../rows/use-rows.ts";
import type { ViewProps } from "../views/view-props.ts";
import { GridBones } from "./grid-bones.tsx";
import { GridCards } from "./grid-cards.tsx";
import { GridHead } from "./grid-head.tsx";
import { GridRow, titleMark } from "./grid-row.tsx";
import { gridTemplate, gridWidth } from "./template.ts";
import { useReadyRecord } from "./use-ready-record.ts";
import { lastPlace, useScrollMemory } from "./use-scroll-memory.ts";
import type { Table } from "./use-table.ts";

const headHeight = 35;

interface Props extends Pick<ViewProps, "search" | "change"> {
  table: Table;
}

/** The lines in view and a few around them; scrolling draws these anew and nothing else of the page. */
export function GridLines({ table, search, change }: Props) {
  const { object, columns, lines, rows, cell, isNarrow, size, scroller, scrollTo } = table;
  const place = `${object.path} ${table.scope}`;
  const [initialOffset] = useState(() => lastPlace(place));
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
    scrollPaddingStart: isNarrow ? 0 : headHeight,
    initialOffset,
  });
  useScrollMemory(place, scroller, () => virtual.scrollOffset ?? 0);
  useReadyRecord(scroller, object.path, table.isBin);
  scrollTo.current = (line) => virtual.scrollToIndex(line, { align: "auto" });
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
  const isCellShown = cell.line >= from && cell.line <= to;
  const active = !isCellShown ? undefined : lines.lineAt(cell.line).kind === "head" || isNarrow ? `row-${cell.line}` : `cell-${cell.line}-${cell.column}`;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both kinds of grid have them
    // biome-ignore lint/a11y/noStaticElementInteractions: a grid takes keys
    <div
      className="k-grid-scroll"
      ref={scroller}
      role={table.by && !isNarrow ? "treegrid" : "grid"}
      tabIndex={0}
      aria-label={labelOf(object.plural_label)}
      aria-rowcount={lines.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-busy={rows.isLoading}
      aria-activedescendant={active}
      onKeyDown={table.onKeyDown}
      onPaste={table.paste.onPaste}
    >
      {isNarrow ? (
        <GridCards {...table} items={items} height={virtual.getTotalSize()} actions={table.grid.actions} sums={table.sums.byGroup} gone={table.live.gone} />
      ) : (
        <div className="k-grid-inner" role="presentation" style={{ minWidth: gridWidth(columns) }}>
          <Head table={table} search={search} change={change} />
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
            <Lines table={table} items={items} />
          </div>
        </div>
      )}
    </div>
  );
}

function Head({ table: { columns, setColumns, selection, rows, isBin }, search, change }: Props) {
  return (
    <GridHead
      columns={columns}
      setColumns={setColumns}
      template={gridTemplate(columns)}
      sort={search.sort}
      onSort={(sort) => change({ sort })}
      isAllChosen={selection.isAll || (rows.loaded.length > 0 && rows.loaded.every((r) => selection.has(r.id)))}
      onChooseAll={() => (selection.isAll || selection.records.size > 0 ? selection.clear() : selection.set(rows.loaded))}
      count={rows.loaded.length}
      isBin={isBin}
    />
  );
}

function Lines({ table, items }: { table: Table; items: readonly VirtualItem[] }) {
  const { t } = useTranslation();
  const { object, columns, lines, groups, by, cell, grid, edits, selection, live, isBin, sums } = table;
  const template = gridTemplate(columns);
  const selectWords = t("list.selectRow", { title: titleMark });
  return items.map((item) => {
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
    const record = table.recordAt(item.index);
    if (!record) return <GridBones key={`bones-${item.index}`} columns={columns} template={template} line={item.index} offset={item.start} />;
    return (
      <GridRow
        key={item.index}
        t={t}
        selectWords={selectWords}
        object={object}
        columns={columns}
        template={template}
        record={record}
        line={item.index}
        offset={item.start}
        activeColumn={cell.line === item.index ? cell.column : -1}
        editedColumn={grid.editedColumnOf(item.index)}
        problems={edits.problemsOf(record.id)}
        isSelected={selection.has(record.id)}
        isGone={live.gone.has(record.id)}
        isFresh={live.fresh.has(record.id)}
        isBin={isBin}
        level={by ? 2 : undefined}
        actions={grid.actions}
      />
    );
  });
}
