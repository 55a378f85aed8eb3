import { queryOptions } from "@tanstack/react-query";
import { catalogNow, expandable, titleOf } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { queryClient } from "../query-client.ts";

/** One record with the records it points to. */
export const recordQuery = (object: ObjectInfo, id: string) =>
  queryOptions({
    queryKey: ["records", object.path, "one", id],
    queryFn: () => {
      const expand = expandable(object.fields);
      return records.get(object.path, id, expand.length > 0 ? { expand: expand.join(",") } : {});
    },
  });

/** What the lists of this page call the record, before it has come itself. */
export function knownTitle(object: ObjectInfo, id: string): string | undefined {
  for (const [, rows] of queryClient.getQueriesData<unknown>({ queryKey: ["records", object.path, "rows"] })) {
    const row = Array.isArray(rows) ? (rows as ApiRecord[]).find((r) => r.id === id) : undefined;
    if (row) return titleOf(row, object);
  }
  return undefined;
}

/** Begins to load a record that will most likely be opened. */
export async function prefetchRecord(path: string, id: string): Promise<void> {
  const object = catalogNow()?.byPath.get(path);
  if (object) await queryClient.prefetchQuery(recordQuery(object, id));
}

export const teamQuery = (object: ObjectInfo, id: string) =>
  queryOptions({ queryKey: ["records", object.path, "one", id, "team"], queryFn: async () => (await records.team(object.path, id)).members });
