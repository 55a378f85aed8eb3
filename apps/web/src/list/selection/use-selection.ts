import { useCallback, useMemo, useState } from "react";
import type { ApiRecord } from "../../api/types.ts";

export interface Selection {
  /** Chosen one by one, in the order they were chosen. */
  records: ReadonlyMap<string, ApiRecord>;
  /** Everything the list finds is chosen, but for `without`. */
  isAll: boolean;
  without: ReadonlySet<string>;
  has: (id: string) => boolean;
  toggle: (record: ApiRecord) => void;
  add: (records: readonly ApiRecord[]) => void;
  set: (records: readonly ApiRecord[]) => void;
  all: () => void;
  clear: () => void;
}

const none: ReadonlyMap<string, ApiRecord> = new Map();
const nobody: ReadonlySet<string> = new Set();

/** Chosen records of a list; another list (`scope`) begins with none. */
export function useSelection(scope: string): Selection {
  const [state, setState] = useState({ scope, chosen: none, isAll: false, without: nobody });
  const current = state.scope === scope ? state : { scope, chosen: none, isAll: false, without: nobody };
  const toggle = useCallback(
    (record: ApiRecord) =>
      setState((now) => {
        if (now.scope === scope && now.isAll) {
          const without = new Set(now.without);
          if (!without.delete(record.id)) without.add(record.id);
          return { ...now, without };
        }
        const chosen = new Map(now.scope === scope ? now.chosen : none);
        if (!chosen.delete(record.id)) chosen.set(record.id, record);
        return { scope, chosen, isAll: false, without: nobody };
      }),
    [scope],
  );
  const add = useCallback(
    (records: readonly ApiRecord[]) =>
      setState((now) => {
        const chosen = new Map(now.scope === scope ? now.chosen : none);
        for (const record of records) chosen.set(record.id, record);
        return { scope, chosen, isAll: now.scope === scope && now.isAll, without: now.scope === scope ? now.without : nobody };
      }),
    [scope],
  );
  const set = useCallback(
    (records: readonly ApiRecord[]) => setState({ scope, chosen: new Map(records.map((r) => [r.id, r])), isAll: false, without: nobody }),
    [scope],
  );
  const all = useCallback(() => setState({ scope, chosen: none, isAll: true, without: nobody }), [scope]);
  const clear = useCallback(() => setState({ scope, chosen: none, isAll: false, without: nobody }), [scope]);
  const { chosen, isAll, without } = current;
  return useMemo(
    () => ({ records: chosen, isAll, without, has: (id) => (isAll ? !without.has(id) && id !== "" : chosen.has(id)), toggle, add, set, all, clear }),
    [chosen, isAll, without, toggle, add, set, all, clear],
  );
}

/** How many are chosen, of a list of `total`. */
export function chosenCount(selection: Selection, total: number | undefined): number {
  return selection.isAll ? Math.max(0, (total ?? 0) - selection.without.size) : selection.records.size;
}
