import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { expandable } from "../api/catalog.ts";
import type { ListParameters } from "../api/record-paths.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import type { ListSearch } from "./list-search.ts";

export const pageSize = 100;
/** The server skips at most this many; beyond it a list has to be narrowed. */
export const reachable = 100_000 + pageSize;

/** What a list asks for, without where in it. */
export function listParameters(search: ListSearch, columns: readonly FieldInfo[], object: ObjectInfo): ListParameters {
  const companions = columns.flatMap((c) => object.fields.filter((f) => f.companion_of === c.name));
  const states = object.states ? [object.states.field] : [];
  const names = [...new Set(["id", "version", object.title_field, ...columns.map((c) => c.name), ...companions.map((f) => f.name), ...states])].filter(
    (n) => n === "id" || object.fields.some((f) => f.name === n),
  );
  const expand = expandable(columns);
  return {
    fields: names.join(","),
    ...(expand.length > 0 ? { expand: expand.join(",") } : {}),
    ...(search.scene && search.scene !== "all" ? { scene: search.scene } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.filter ? { filter: JSON.stringify(search.filter) } : {}),
    ...(search.sort ? { sort: search.sort } : {}),
    ...(search.deleted ? { deleted: true } : {}),
  };
}

export interface Rows {
  total: number | undefined;
  rowAt: (index: number) => ApiRecord | undefined;
  /** Tells which rows are in view, so that their pages are fetched. */
  show: (first: number, last: number) => void;
  error: unknown;
  isLoading: boolean;
  isStale: boolean;
  loaded: ApiRecord[];
}

/** A list of any length: the count first, then the pages around what is in view. */
export function useRows(object: ObjectInfo, parameters: ListParameters): Rows {
  const path = object.path;
  const key = JSON.stringify(parameters);
  const [pages, setPages] = useState<readonly number[]>([0]);
  const { fields: _, expand: __, sort: ___, ...counted } = parameters;
  const count = useQuery({
    queryKey: ["records", path, "list", "count", counted],
    queryFn: async ({ signal }) => (await records.list(path, { ...counted, fields: "id", limit: 1, count: "exact" }, signal)).count ?? 0,
    placeholderData: keepPreviousData,
  });
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ["records", path, "list", key, page],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.list(path, { ...parameters, limit: pageSize, offset: page * pageSize }, signal)).data,
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    })),
  });
  const byPage = useMemo(() => new Map(pages.map((page, i) => [page, results[i]?.data])), [pages, results]);
  const show = useCallback((first: number, last: number) => {
    const from = Math.max(0, Math.floor(first / pageSize));
    const to = Math.max(from, Math.floor(Math.max(0, last) / pageSize));
    const wanted = Array.from({ length: Math.min(to - from + 1, 6) }, (_, i) => from + i);
    setPages((now) => (now.length === wanted.length && now.every((p, i) => p === wanted[i]) ? now : wanted));
  }, []);
  const rowAt = useCallback((index: number) => byPage.get(Math.floor(index / pageSize))?.[index % pageSize], [byPage]);
  const loaded = useMemo(() => results.flatMap((r) => r.data ?? []), [results]);
  return {
    total: count.data,
    rowAt,
    show,
    error: count.error ?? results.find((r) => r.error)?.error,
    isLoading: count.data === undefined && results.every((r) => r.data === undefined),
    isStale: results.some((r) => r.isPlaceholderData),
    loaded,
  };
}
