import { useCallback, useState } from "react";
import type { ApiRecord } from "../api/types.ts";

export interface Selection {
  records: ReadonlyMap<string, ApiRecord>;
  has: (id: string) => boolean;
  toggle: (record: ApiRecord) => void;
  set: (records: readonly ApiRecord[]) => void;
  clear: () => void;
}

const none: ReadonlyMap<string, ApiRecord> = new Map();

/** Chosen records of a list; another list (`scope`) begins with none. */
export function useSelection(scope: string): Selection {
  const [state, setState] = useState({ scope, chosen: none });
  const chosen = state.scope === scope ? state.chosen : none;
  const toggle = useCallback(
    (record: ApiRecord) =>
      setState((now) => {
        const next = new Map(now.scope === scope ? now.chosen : none);
        if (!next.delete(record.id)) next.set(record.id, record);
        return { scope, chosen: next };
      }),
    [scope],
  );
  return {
    records: chosen,
    has: (id) => chosen.has(id),
    toggle,
    set: (records) => setState({ scope, chosen: new Map(records.map((r) => [r.id, r])) }),
    clear: () => setState({ scope, chosen: none }),
  };
}
