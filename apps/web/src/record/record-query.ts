import { queryOptions } from "@tanstack/react-query";
import { catalogNow, expandable } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";
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

/** Begins to load a record that will most likely be opened. */
export async function prefetchRecord(path: string, id: string): Promise<void> {
  const object = catalogNow()?.byPath.get(path);
  if (object) await queryClient.prefetchQuery(recordQuery(object, id));
}

export const teamQuery = (object: ObjectInfo, id: string) =>
  queryOptions({ queryKey: ["records", object.path, "one", id, "team"], queryFn: async () => (await records.team(object.path, id)).members });
