import { queryOptions } from "@tanstack/react-query";
import { expandable } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";

/** One record with the records it points to. */
export const recordQuery = (object: ObjectInfo, id: string) =>
  queryOptions({
    queryKey: ["records", object.path, "one", id],
    queryFn: () => {
      const expand = expandable(object.fields);
      return records.get(object.path, id, expand.length > 0 ? { expand: expand.join(",") } : {});
    },
  });

export const teamQuery = (object: ObjectInfo, id: string) =>
  queryOptions({ queryKey: ["records", object.path, "one", id, "team"], queryFn: async () => (await records.team(object.path, id)).members });
