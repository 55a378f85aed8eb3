import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, memo, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ListParameters } from "../api/record-paths.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { BoardCard } from "./board-card.tsx";
import type { BoardColumn } from "./board-columns.ts";
import { useBoardState } from "./board-store.ts";
import type { ColumnTotal } from "./board-totals.ts";
import type { CardPlan } from "./card-plan.ts";
import { LaneHead } from "./lane-head.tsx";
import { labelOfColumn } from "./move-words.ts";
import type { Lanes } from "./use-board-keys.ts";
import { useLaneDrop } from "./use-lane-drop.ts";
import { useLaneRows } from "./use-lane-rows.ts";

interface Props {
  object: ObjectInfo;
  column: BoardColumn;
  index: number;
  plan: CardPlan;
  total: ColumnTotal | undefined;
  parameters: ListParameters;
  lanes: Lanes;
  onFold: (column: BoardColumn) => void;
  onNew: ((column: BoardColumn) => void) | undefined;
}

/** Height of a card and the gap below it, by density; phones have larger ones. Deals have names of two lines. */
const heights = {
  deal: { compact: 84, default: 102, comfortable: 112, narrow: 106 },
  other: { compact: 84, default: 86, comfortable: 94, narrow: 90 },
};
const gap = 8;
const none: readonly ApiRecord[] = [];

/** One column of the board: only the cards in view exist, however many there are. */
export const BoardLane = memo(function BoardLane({ object, column, index, plan, total, parameters, lanes, onFold, onNew }: Props) {
  const { t } = useTranslation();
  const { density } = usePreferences();
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const moves = useBoardState((state) => state.moves);
  const fresh = useBoardState((state) => state.fresh);
  const lifted = useBoardState((state) => (state.dragged?.from === column.value ? state.dragged.record.id : null));
  const drop = useLaneDrop(column);
  const { arriving, leaving } = useMemo(() => {
    const mine = [...moves.values()].filter((m) => m.from !== m.to);
    const arriving = mine
      .filter((m) => m.to === column.value)
      .map((m) => m.record)
      .reverse();
    // one that goes on before the server heard of its first move is in neither
    return { arriving: arriving.length ? arriving : none, leaving: new Set(mine.filter((m) => m.to !== column.value).map((m) => m.record.id)) };
  }, [moves, column.value]);
  const rows = useLaneRows(object.path, parameters, arriving, leaving);
  const count = Math.max(0, total?.count ?? (arriving.length || 4));
  const height = heights[plan.money ? "deal" : "other"][isNarrow ? "narrow" : density] + gap;
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 6, paddingEnd: 12 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: card heights follow the density
  useEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { show } = rows;
  useEffect(() => {
    const timer = setTimeout(() => show(first, last), 40);
    return () => clearTimeout(timer);
  }, [first, last, show]);
  const active = useBoardState((state) => state.active.get(index) ?? 0);
  const tabbable = items.some((i) => i.index === active) ? active : first;
  useEffect(
    () =>
      lanes.register(index, {
        count,
        focus: (card) => {
          virtual.scrollToIndex(card, { align: "auto" });
          focusSoon(scroller, card);
        },
      }),
    [lanes, index, count, virtual],
  );
  return (
    <section className={`k-lane is-${drop.state}${drop.isOver ? " is-over" : ""}`} data-lane={index} aria-label={labelOfColumn(column)}>
      <LaneHead column={column} total={total} plan={plan} onFold={onFold} onNew={onNew} />
      <div className={`k-lane-cards${rows.isStale ? " is-stale" : ""}`} ref={scroller} data-lane-cards>
        {count === 0 ? <p className="k-lane-empty">{t("board.noCards")}</p> : null}
        {rows.error && count > 0 ? (
          <p className="k-lane-empty k-error" role="alert">
            {(rows.error as Error).message}
          </p>
        ) : null}
        <ul
          className={plan.money ? undefined : "is-short"}
          style={{ height: virtual.getTotalSize(), "--k-card": `${height - gap}px` } as CSSProperties}
          aria-label={labelOfColumn(column)}
        >
          {items.map((item) => {
            const record = rows.rowAt(item.index);
            return (
              <BoardCard
                key={record?.id ?? `bone-${item.index}`}
                object={object}
                plan={plan}
                record={record}
                index={item.index}
                total={count}
                offset={item.start}
                isTabbable={item.index === tabbable}
                isFresh={record !== undefined && fresh.has(record.id)}
                isWaiting={record !== undefined && moves.get(record.id)?.isWaiting === true}
                isLifted={record !== undefined && record.id === lifted}
                isClosed={column.isClosed}
              />
            );
          })}
        </ul>
      </div>
      {drop.reason ? (
        <p className="k-lane-reason">
          <Icon name="lock" size={14} />
          {drop.reason}
        </p>
      ) : null}
    </section>
  );
});

/** The card may be drawn a few frames later, once its column has scrolled. */
function focusSoon(scroller: { current: HTMLElement | null }, card: number, tries = 20): void {
  const found = scroller.current?.querySelector<HTMLElement>(`[data-card][data-index="${card}"]`);
  if (found) {
    found.focus({ preventScroll: true });
    found.scrollIntoView({ inline: "nearest", block: "nearest" });
  } else if (tries > 0) requestAnimationFrame(() => focusSoon(scroller, card, tries - 1));
}
