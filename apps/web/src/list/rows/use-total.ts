import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ListParameters } from "../../api/record-paths.ts";
import { countQuery, firstPage, pageSize, rowsQuery } from "./rows-query.ts";

export interface Total {
  total: number | undefined;
  error: unknown;
  /** The rows one came for are there, or did not come: what stands around them may be asked for. */
  isSettled: boolean;
}

/**
 * How many records the list finds. The rows come first: a first page that is not full tells it by itself, else it is
 * counted when they are there. `key` is that of the rows, null for what shows none in one run.
 */
export function useTotal(path: string, parameters: ListParameters, key: string | null): Total {
  // asked for here, too: an empty list has no table that would ask again once there is something
  const first = useQuery({ ...rowsQuery(path, key ?? "", firstPage, parameters), enabled: key !== null });
  const isSettled = key === null || first.data !== undefined || first.error !== null;
  const isShort = key !== null && first.data !== undefined && first.data.length < pageSize;
  const counted = useQuery({ ...countQuery(path, parameters), enabled: isSettled && !isShort });
  const total = isShort ? first.data?.length : counted.data;
  const known = useRef<number>(undefined);
  useEffect(() => {
    known.current = total ?? known.current;
  }, [total]);
  return { total: total ?? known.current, error: counted.error, isSettled };
}
