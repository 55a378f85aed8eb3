import { queryClient } from "../query-client.ts";

/** After a write: whatever shows records follows, but the rows a person looks at do not move under them, unless they made one. */
export function refreshRecords(path?: string, made?: string): Promise<void> {
  const isStill = (key: readonly unknown[]) => key[2] === "rows" && key[1] !== made;
  const queryKey = path === undefined ? ["records"] : ["records", path];
  void queryClient.invalidateQueries({ queryKey, predicate: (query) => isStill(query.queryKey), refetchType: "none" });
  return queryClient.invalidateQueries({ queryKey, predicate: (query) => !isStill(query.queryKey) });
}
