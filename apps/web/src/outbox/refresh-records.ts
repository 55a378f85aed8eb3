import { queryClient } from "../query-client.ts";

/** After a write: whatever shows records of this object follows, but the rows a person looks at do not move under them. */
export function refreshRecords(path?: string): Promise<void> {
  const isRows = (key: readonly unknown[]) => key[2] === "rows";
  const queryKey = path === undefined ? ["records"] : ["records", path];
  void queryClient.invalidateQueries({ queryKey, predicate: (query) => isRows(query.queryKey), refetchType: "none" });
  return queryClient.invalidateQueries({ queryKey, predicate: (query) => !isRows(query.queryKey) });
}
