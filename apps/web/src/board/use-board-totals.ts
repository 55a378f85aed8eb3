import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListParameters } from "../api/record-paths.ts";
import { records } from "../api/records.ts";
import { useBoardState } from "./board-store.ts";
import { afterMoves, type ColumnTotal, readTotals, type TotalsShape, totalsQuery } from "./board-totals.ts";

/** Counts and sums of all columns from one request, with what was dropped a moment ago already moved. */
export function useBoardTotals(path: string, shape: TotalsShape, { filter, scene, q }: ListParameters, isEnabled: boolean) {
  const moves = useBoardState((state) => state.moves);
  const query = { ...totalsQuery(shape), ...(filter ? { filter } : {}), ...(scene ? { scene } : {}), ...(q ? { q } : {}) };
  const { data, dataUpdatedAt, error, isPlaceholderData } = useQuery({
    queryKey: ["records", path, "list", "board", "totals", query],
    queryFn: async ({ signal }) => (await records.aggregate(path, query, signal)).data,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const totals = useMemo((): Map<string | null, ColumnTotal> | undefined => {
    if (!data) return undefined;
    const uncounted = [...moves.values()].filter((m) => m.savedAt === undefined || m.savedAt > dataUpdatedAt);
    return afterMoves(readTotals(data, shape), uncounted);
  }, [data, dataUpdatedAt, moves, shape]);
  return { totals, error, isStale: isPlaceholderData };
}
