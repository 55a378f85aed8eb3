import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { cellOf } from "../fields/cells.tsx";
import { formatNumber } from "../format/number.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { RouteError } from "../shell/route-error.tsx";
import { sizes } from "../theme/tokens.ts";
import { GridCards } from "./grid-cards.tsx";
import { GridHead } from "./grid-head.tsx";
import { GridRow } from "./grid-row.tsx";
import { useGridKeys } from "./use-grid-keys.ts";
import { type Rows, reachable } from "./use-rows.ts";
import type { Selection } from "./use-selection.ts";

export interface GridProps {
  object: ObjectInfo;
  columns: FieldInfo[];
  rows: Rows;
  selection: Selection;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  isBin: boolean;
}

/** A list of any length: only the rows in view exist. */
export function RecordGrid(props: GridProps) {
  const { object, columns, rows, selection, sort, onSort, isBin } = props;
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const { density } = usePreferences();
  const scroller = useRef<HTMLDivElement>(null);
  const count = Math.min(rows.total ?? 20, reachable);
  const size = isNarrow ? 72 : sizes[density].row;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 12,
    scrollPaddingStart: isNarrow ? 0 : 36,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: row heights follow the density
  useEffect(() => virtual.measure(), [size]);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { show } = rows;
  useEffect(() => {
    // pages follow once the scrolling slows down
    const timer = setTimeout(() => show(first, last), 40);
    return () => clearTimeout(timer);
  }, [first, last, show]);
  const keys = useGridKeys({ object, rows, selection, count, scroller, isBin, scrollTo: (index) => virtual.scrollToIndex(index, { align: "auto" }) });
  if (rows.error) return <RouteError error={rows.error} />;
  const widths = columns.map((c, i) => (i === 0 ? "minmax(220px, 1.6fr)" : `minmax(${cellOf(c.type).width}px, 1fr)`));
  const template = `34px ${widths.join(" ")}`;
  const isCut = rows.total !== undefined && rows.total > reachable;
  return (
    <div className={`k-grid k-panel${rows.isStale ? " is-stale" : ""}`}>
      <div
        className="k-grid-scroll"
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={labelOf(object.plural_label)}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-busy={rows.isLoading}
        aria-activedescendant={keys.active >= 0 && items.some((i) => i.index === keys.active) ? `row-${keys.active}` : undefined}
        onKeyDown={keys.onKeyDown}
      >
        {isNarrow ? (
          <GridCards {...props} items={items} height={virtual.getTotalSize()} size={size} active={keys.active} />
        ) : (
          <div className="k-grid-inner" role="presentation">
            <GridHead object={object} columns={columns} template={template} sort={sort} onSort={onSort} selection={selection} loaded={rows.loaded} />
            <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
              {items.map((item) => (
                <GridRow
                  key={item.index}
                  object={object}
                  columns={columns}
                  template={template}
                  record={rows.rowAt(item.index)}
                  index={item.index}
                  offset={item.start}
                  isActive={keys.active === item.index}
                  isSelected={selection.has(rows.rowAt(item.index)?.id ?? "")}
                  onToggle={selection.toggle}
                  onActivate={keys.setActive}
                  onOpen={keys.open}
                  isBin={isBin}
                />
              ))}
            </div>
          </div>
        )}
      </div>
      {isCut ? <div className="k-grid-foot">{t("list.cut", { shown: formatNumber(reachable), total: formatNumber(rows.total ?? 0) })}</div> : null}
    </div>
  );
}
