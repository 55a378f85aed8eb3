import { api } from "../api/client.ts";
import { queryClient } from "../query-client.ts";

/** The record stands among those its reader opened lately. */
export function rememberVisit(object: string, id: string): void {
  api
    .PUT("/api/v1/recents", { body: { object, id } })
    .then(() => queryClient.invalidateQueries({ queryKey: ["recents"] }))
    .catch(() => undefined); // a convenience, never worth a word
}
