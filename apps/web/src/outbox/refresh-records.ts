import type { Query } from "@tanstack/react-query";
import { isAbout } from "../api/is-about.ts";
import { queryClient } from "../query-client.ts";

/** After a write: whatever shows records follows, but the rows a person looks at do not move under them, unless they made one. */
export function refreshRecords(path?: string, made?: string): Promise<void> {
  const isStill = (key: readonly unknown[]) => key[2] === "rows" && key[1] !== made;
  const isMeant = (query: Query) => (path === undefined ? query.queryKey[0] === "records" : isAbout(query, path));
  void queryClient.invalidateQueries({ predicate: (query) => isMeant(query) && isStill(query.queryKey), refetchType: "none" });
  return queryClient.invalidateQueries({ predicate: (query) => isMeant(query) && !isStill(query.queryKey) });
}
