import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { ListParameters } from "../../api/record-paths.ts";
import type { ApiRecord } from "../../api/types.ts";
import { firstPage, pageSize, readRows, rowsKey, rowsQuery } from "./rows-query.ts";

/** The server skips at most this many; beyond it a list has to be narrowed. */
export const reachable = 100_000 + pageSize;
const mostPages = 10;

/** A place in the list: a row of a group (of the whole list where it has none). */
export interface Place {
  group: number;
  index: number;
}

export interface Rows {
  recordAt: (place: Place) => ApiRecord | undefined;
  /** Tells which rows are in view, so that their pages are fetched. */
  show: (places: readonly Place[]) => void;
  loaded: ApiRecord[];
  /** Asks for so many rows from a place on, wherever in the list they stand. */
  read: (from: Place, count: number) => Promise<ApiRecord[]>;
  error: unknown;
  isLoading: boolean;
  /** What is shown belongs to the question before. */
  isStale: boolean;
  /** Changes rows that are shown, without asking. */
  patch: (ids: ReadonlySet<string>, change: (record: ApiRecord) => ApiRecord) => void;
  refresh: () => Promise<void>;
}

/**
 * Records of a list of any length: the pages around what is in view. `parametersOf` gives what a group asks for,
 * null while it is not known.
 */
export function useRows(path: string, key: string, parametersOf: (group: number) => ListParameters | null, size = pageSize): Rows {
  const queries = useQueryClient();
  const [state, setState] = useState<{ key: string; pages: readonly string[] }>({ key, pages: firstPages });
  const pages = state.key === key ? state.pages : firstPages;
  const results = useQueries({
    queries: pages.map((page) => rowsQuery(path, key, page, parametersOf(Number(page.split(":")[0])), size)),
    combine: (all) => ({
      data: all.map((r) => r.data),
      error: all.find((r) => r.error)?.error,
      isLoading: all.every((r) => r.data === undefined && r.isFetching),
    }),
  });
  const byPage = useMemo(() => new Map(pages.map((page, i) => [page, results.data[i]])), [pages, results.data]);
  const isReady = results.data.some((rows) => rows !== undefined);
  const last = useRef(byPage);
  if (isReady) last.current = byPage;
  const shown = isReady ? byPage : last.current;
  const isStale = !isReady && shown.size > 0 && [...shown.values()].some((rows) => rows !== undefined);
  const show = useCallback(
    (places: readonly Place[]) => {
      const wanted = [...new Set(places.map(({ group, index }) => `${group}:${Math.floor(Math.max(0, index) / size)}`))].slice(0, mostPages);
      if (wanted.length === 0) return;
      setState((now) => (now.key === key && now.pages.join() === wanted.join() ? now : { key, pages: wanted }));
    },
    [key, size],
  );
  const recordAt = useCallback(({ group, index }: Place) => shown.get(`${group}:${Math.floor(index / size)}`)?.[index % size], [shown, size]);
  const loaded = useMemo(() => [...shown.values()].flatMap((rows) => rows ?? []), [shown]);
  const patch = useCallback(
    (ids: ReadonlySet<string>, change: (record: ApiRecord) => ApiRecord) =>
      void queries.setQueriesData<ApiRecord[]>({ queryKey: [...rowsKey(path), key] }, (rows) =>
        Array.isArray(rows) && rows.some((r) => ids.has(r.id)) ? rows.map((r) => (ids.has(r.id) ? change(r) : r)) : rows,
      ),
    [queries, path, key],
  );
  const refresh = useCallback(async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: rowsKey(path) }), queries.invalidateQueries({ queryKey: ["records", path, "list"] })]);
  }, [queries, path]);
  const read = (from: Place, count: number) => readRows(path, parametersOf(from.group), { from: from.index, count });
  return { recordAt, show, loaded, read, error: results.error, isLoading: !isReady && !isStale && !results.error, isStale, patch, refresh };
}

const firstPages = [firstPage];
