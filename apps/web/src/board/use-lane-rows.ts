import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { ListParameters } from "../api/record-paths.ts";
import { records } from "../api/records.ts";
import type { ApiRecord } from "../api/types.ts";

const pageSize = 50;

export interface LaneRows {
  rowAt: (index: number) => ApiRecord | undefined;
  show: (first: number, last: number) => void;
  isStale: boolean;
  error: unknown;
}

/**
 * The cards of one column, loaded by the page around what is in view. `arriving` stand on top until the server
 * lists them; `leaving` are passed over.
 */
export function useLaneRows(path: string, parameters: ListParameters, arriving: readonly ApiRecord[], leaving: ReadonlySet<string>): LaneRows {
  const key = JSON.stringify(parameters);
  const [pages, setPages] = useState<readonly number[]>([0]);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ["records", path, "list", "board", key, page],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.list(path, { ...parameters, limit: pageSize, offset: page * pageSize }, signal)).data,
      placeholderData: keepPreviousData,
      gcTime: 120_000,
    })),
  });
  const byPage = useMemo(() => new Map(pages.map((page, i) => [page, results[i]?.data])), [pages, results]);
  const skipped = useMemo(() => {
    if (arriving.length === 0 && leaving.size === 0) return [];
    const hidden = new Set([...leaving, ...arriving.map((r) => r.id)]);
    const indexes: number[] = [];
    for (const [page, rows] of byPage) for (const [i, row] of (rows ?? []).entries()) if (hidden.has(row.id)) indexes.push(page * pageSize + i);
    return indexes.sort((a, b) => a - b);
  }, [byPage, arriving, leaving]);
  const rowAt = useCallback(
    (index: number) => {
      if (index < arriving.length) return arriving[index];
      let at = index - arriving.length;
      for (const skip of skipped) if (skip <= at) at++;
      return byPage.get(Math.floor(at / pageSize))?.[at % pageSize];
    },
    [arriving, skipped, byPage],
  );
  const show = useCallback((first: number, last: number) => {
    const from = Math.floor(Math.max(0, first) / pageSize);
    const to = Math.floor(Math.max(0, last) / pageSize);
    const wanted = Array.from({ length: Math.min(to - from + 1, 4) }, (_, i) => from + i);
    setPages((now) => (now.length === wanted.length && now.every((p, i) => p === wanted[i]) ? now : wanted));
  }, []);
  return { rowAt, show, isStale: results.some((r) => r.isPlaceholderData), error: results.find((r) => r.error)?.error };
}
