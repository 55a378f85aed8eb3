import { queryOptions } from "@tanstack/react-query";
import type { ListParameters } from "../../api/record-paths.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord } from "../../api/types.ts";

export const pageSize = 100;

/** Kept apart from `list`, whose pages follow every change: rows a person looks at move only when they ask. */
export const rowsKey = (path: string) => ["records", path, "rows"] as const;

/** What tells the rows of one question from those of another. */
export const listKey = (parameters: ListParameters, group: string | undefined): string => JSON.stringify([parameters, group ?? null]);

/** The first page of a list without groups. */
export const firstPage = "-1:0";

/** One page of rows: `<group>:<number>`, -1 for the whole list. */
export const rowsQuery = (path: string, key: string, page: string, parameters: ListParameters | null, size = pageSize) =>
  queryOptions({
    queryKey: [...rowsKey(path), key, page],
    queryFn: async ({ signal }) => (await records.list(path, { ...parameters, limit: size, offset: Number(page.split(":")[1]) * size }, signal)).data,
    enabled: parameters !== null,
    gcTime: 120_000,
  });

const mostAtOnce = 1000;

/** Any number of rows from one on, in the order of the list. */
export async function readRows(path: string, parameters: ListParameters | null, { from, count }: { from: number; count: number }): Promise<ApiRecord[]> {
  const found: ApiRecord[] = [];
  while (found.length < count) {
    const limit = Math.min(mostAtOnce, count - found.length);
    const { data } = await records.list(path, { ...parameters, limit, offset: from + found.length });
    found.push(...data);
    if (data.length < limit) break;
  }
  return found;
}

/** How many records a list finds, counted exactly. */
export const countQuery = (path: string, parameters: ListParameters) => {
  const { fields: _, expand: __, sort: ___, ...counted } = parameters;
  return queryOptions({
    queryKey: [...rowsKey(path), "count", counted],
    queryFn: async ({ signal }) => (await records.list(path, { ...counted, fields: "id", limit: 1, count: "exact" }, signal)).count ?? 0,
  });
};
