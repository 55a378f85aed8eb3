import { queryOptions } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";

/** Records the person opened lately and may still read. */
export const recentsQuery = (limit = 20) =>
  queryOptions({
    queryKey: ["recents", limit],
    queryFn: async () => (await bodyOf(api.GET("/api/v1/recents", { params: { query: { limit } } }))).data,
    staleTime: 30_000,
  });

/** Notes that a record was opened; nobody waits for it. */
export function noteRecent(object: string, id: string): void {
  api.PUT("/api/v1/recents", { body: { object, id } }).then(
    () => void queryClient.invalidateQueries({ queryKey: ["recents"] }),
    () => {},
  );
}
