import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { onChange, onGap } from "../../api/live.ts";
import type { ListParameters } from "../../api/record-paths.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import type { Rows } from "./use-rows.ts";

const pause = 350;
/** After a question that failed it is asked again. */
const pauseAfterFailure = 4000;
/** More changes at once than this are a bulk write: the list says that it has moved on, and asks. */
const most = 200;

export interface LiveRows {
  /** Records that came since the list was loaded; null when too many changed to tell. */
  arrived: number | null;
  /** Rows that are no longer in this list, or in sight. */
  gone: ReadonlySet<string>;
  /** Rows changed by others a moment ago. */
  fresh: ReadonlySet<string>;
  /** The list was asked again. */
  settle: () => void;
}

interface State {
  key: string;
  arrived: ReadonlySet<string>;
  gone: ReadonlySet<string>;
  fresh: ReadonlySet<string>;
  isFlooded: boolean;
}

const none: ReadonlySet<string> = new Set();

/**
 * Follows what others change without moving what a person looks at: rows take their new values where they stand,
 * what is new is only counted, what left stays until the list is asked again.
 */
export function useLiveRows(object: ObjectInfo, parameters: ListParameters, rows: Rows): LiveRows {
  const key = JSON.stringify(parameters);
  const [state, setState] = useState<State>(() => ({ key, arrived: none, gone: none, fresh: none, isFlooded: false }));
  const latest = useRef({ parameters, rows, key });
  latest.current = { parameters, rows, key };
  useEffect(() => {
    const pending = new Map<string, string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let fading: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      const { parameters, key } = latest.current;
      const changes = new Map(pending);
      pending.clear();
      timer = undefined;
      if (changes.size > most) return setState((now) => ({ ...blank(now, key), isFlooded: true }));
      const ids = [...changes.keys()];
      const found = new Map<string, ApiRecord>();
      try {
        const filter = { and: [{ id: { in: ids } }, ...(parameters.filter ? [JSON.parse(parameters.filter) as object] : [])] };
        const { data } = await records.list(object.path, { ...parameters, filter: JSON.stringify(filter), limit: most });
        for (const record of data) found.set(record.id, record);
      } catch {
        for (const [id, kind] of changes) pending.set(id, pending.get(id) ?? kind);
        timer ??= setTimeout(() => void look(), pauseAfterFailure);
        return;
      }
      if (isOver) return;
      const { loaded, patch } = latest.current.rows;
      const known = new Map(loaded.map((r) => [r.id, r]));
      const touched = new Set(ids.filter((id) => found.has(id) && known.has(id) && known.get(id)?.version !== found.get(id)?.version));
      if (touched.size > 0) patch(touched, (record) => ({ ...record, ...found.get(record.id) }));
      setState((now) => {
        const { arrived, gone, fresh, ...rest } = blank(now, key);
        return {
          ...rest,
          arrived: union(
            arrived,
            ids.filter((id) => found.has(id) && !known.has(id) && changes.get(id) !== "updated"),
            (id) => !found.has(id) && changes.has(id),
          ),
          gone: union(
            gone,
            ids.filter((id) => known.has(id) && !found.has(id)),
            (id) => found.has(id),
          ),
          fresh: union(fresh, touched),
        };
      });
      clearTimeout(fading);
      fading = setTimeout(() => setState((now) => ({ ...now, fresh: none })), 2500);
    };
    const forget = onGap(() => setState((now) => ({ ...blank(now, latest.current.key), isFlooded: true })));
    const stop = onChange((change) => {
      if (change.object !== object.name) return;
      // what is no longer theirs to read stays as an empty row
      if (change.kind === "removed") latest.current.rows.patch(new Set([change.id]), ({ id }) => ({ id, version: 0 }));
      // what came and was changed a moment later has still come
      const before = pending.get(change.id);
      pending.set(change.id, change.kind === "updated" && before !== undefined ? before : change.kind);
      timer ??= setTimeout(() => void look(), pause);
    });
    return () => {
      isOver = true;
      stop();
      forget();
      clearTimeout(timer);
      clearTimeout(fading);
    };
  }, [object.name, object.path]);
  const settle = useCallback(() => setState({ key: latest.current.key, arrived: none, gone: none, fresh: none, isFlooded: false }), []);
  const current = state.key === key ? state : blank(state, key);
  // what was loaded meanwhile, because the person made it or asked again, is no news
  const unseen = useMemo(() => {
    const loaded = new Set(current.arrived.size > 0 ? rows.loaded.map((r) => r.id) : []);
    return [...current.arrived].filter((id) => !loaded.has(id)).length;
  }, [current.arrived, rows.loaded]);
  return { arrived: current.isFlooded ? null : unseen, gone: current.gone, fresh: current.fresh, settle };
}

function blank(state: State, key: string): State {
  return state.key === key ? state : { key, arrived: none, gone: none, fresh: none, isFlooded: false };
}

function union(set: ReadonlySet<string>, added: Iterable<string>, isDropped: (id: string) => boolean = () => false): ReadonlySet<string> {
  const all = new Set([...[...set].filter((id) => !isDropped(id)), ...added]);
  return all.size === 0 ? none : all;
}
