import { useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useRef } from "react";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { useOutbox, waitingValues } from "../outbox/outbox.ts";
import type { BoardColumn } from "./board-columns.ts";
import { type BoardMove, BoardStoreContext, withMove } from "./board-store.ts";

interface Options {
  object: ObjectInfo;
  field: FieldInfo;
  columns: readonly BoardColumn[];
  recordOf: (id: string) => ApiRecord | undefined;
  place: (record: ApiRecord, to: BoardColumn, isWaiting: boolean) => void;
}

/**
 * Cards whose move waits in the outbox stand where they were put, also after the page was left and opened again; once
 * the move is sent, or was refused, they stand where the server has them.
 */
export function useWaitingMoves(options: Options): void {
  const { object, field } = options;
  const store = useContext(BoardStoreContext);
  const queries = useQueryClient();
  const outbox = useOutbox();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const waiting = new Map<string, string | null>();
    for (const { object: name, recordId } of outbox) {
      const values = name === object.name ? waitingValues(outbox, recordId) : null;
      if (values && field.name in values) waiting.set(recordId, values[field.name] as string | null);
    }
    for (const [id, move] of store.get().moves) {
      if (!move.isWaiting || waiting.has(id)) continue;
      const ended: BoardMove = { ...move, isWaiting: false, savedAt: Date.now() };
      store.set({ moves: withMove(store.get().moves, id, ended) });
      void queries.invalidateQueries({ queryKey: ["records", object.path] }).finally(() => {
        if (store.get().moves.get(id) === ended) store.set({ moves: withMove(store.get().moves, id, null) });
      });
    }
    const show = () => {
      const { columns, recordOf, place } = latest.current;
      for (const [id, value] of waiting) {
        const to = columns.find((c) => c.value === value);
        const record = store.get().moves.has(id) ? undefined : recordOf(id);
        if (to && record && record[field.name] !== value) place(record, to, true);
      }
    };
    show();
    if (waiting.size === 0) return;
    // cards of other pages of a column come later
    return queries.getQueryCache().subscribe(({ type, query }) => {
      if (type === "updated" && query.queryKey[1] === object.path && query.queryKey[3] === "board") queueMicrotask(show);
    });
  }, [outbox, object, field, store, queries]);
}
