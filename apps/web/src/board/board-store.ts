import { createContext, useContext, useSyncExternalStore } from "react";
import type { ApiRecord } from "../api/types.ts";
import type { BoardColumn } from "./board-columns.ts";
import type { PendingMove } from "./board-totals.ts";
import type { Verdict } from "./move-rules.ts";

/** A card in the hand, by pointer or by keys. */
export interface Dragged {
  record: ApiRecord;
  from: string | null;
  /** The column below it; undefined over none. */
  over: string | null | undefined;
  isByKeys: boolean;
  verdicts: ReadonlyMap<string | null, Verdict>;
}

/** A card that stands where it was dropped until the server's lists say the same. */
export interface BoardMove extends PendingMove {
  record: ApiRecord;
  /** When the server took it, in milliseconds. */
  savedAt?: number;
  /** It is kept in the outbox until the server can be reached. */
  isWaiting?: boolean;
}

interface BoardState {
  dragged: Dragged | null;
  /** The column the card in the hand came from. */
  fromColumn: BoardColumn | null;
  moves: ReadonlyMap<string, BoardMove>;
  /** The card of each column that Tab comes back to. */
  active: ReadonlyMap<number, number>;
  /** Cards that just came by another's hand. */
  fresh: ReadonlySet<string>;
  /** What the screen reader is told. */
  said: string;
}

export interface BoardStore {
  get: () => BoardState;
  set: (patch: Partial<BoardState>) => void;
  subscribe: (listener: () => void) => () => void;
}

/** What changes while cards are dragged, outside React's state: only the columns concerned draw again. */
export function createBoardStore(): BoardStore {
  let state: BoardState = { dragged: null, fromColumn: null, moves: new Map(), active: new Map(), fresh: new Set(), said: "" };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (patch) => {
      state = { ...state, ...patch };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const BoardStoreContext = createContext<BoardStore>(createBoardStore());

/** A value picked from the board's state; draws again when it is another one. */
export function useBoardState<T>(pick: (state: BoardState) => T): T {
  const store = useContext(BoardStoreContext);
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}

export function withMove(moves: ReadonlyMap<string, BoardMove>, id: string, move: BoardMove | null): ReadonlyMap<string, BoardMove> {
  const next = new Map(moves);
  if (move) next.set(id, move);
  else next.delete(id);
  return next;
}
