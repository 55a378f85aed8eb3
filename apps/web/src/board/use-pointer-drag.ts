import { type PointerEvent, type RefObject, useContext } from "react";
import type { ApiRecord } from "../api/types.ts";
import type { BoardColumn } from "./board-columns.ts";
import { BoardStoreContext } from "./board-store.ts";
import { dragWithPointer } from "./drag-with-pointer.ts";

interface Options {
  board: RefObject<HTMLDivElement | null>;
  columns: readonly BoardColumn[];
  recordOf: (id: string) => ApiRecord | undefined;
  pickUp: (record: ApiRecord) => void;
  drop: (record: ApiRecord, to: BoardColumn | undefined) => boolean;
  letGo: () => void;
}

/** One listener for all cards: a press on any of them may become a drag. */
export function usePointerDrag({ board, columns, recordOf, pickUp, drop, letGo }: Options) {
  const store = useContext(BoardStoreContext);
  const columnAt = (lane: HTMLElement | null): BoardColumn | undefined => (lane ? columns[Number(lane.dataset.lane)] : undefined);
  return (event: PointerEvent<HTMLDivElement>): void => {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    const root = board.current;
    const record = card && recordOf(card.dataset.card ?? "");
    if (!card || !root || !record || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || store.get().dragged) return;
    dragWithPointer(event.nativeEvent, card, {
      scroller: root,
      lanes: () => [...root.querySelectorAll<HTMLElement>("[data-lane]")],
      onStart: () => pickUp(record),
      onOver: (lane) => {
        const { dragged } = store.get();
        if (dragged) store.set({ dragged: { ...dragged, over: columnAt(lane)?.value } });
      },
      onDrop: (lane) => {
        letGo();
        return drop(record, columnAt(lane));
      },
      onCancel: letGo,
    });
  };
}
