import type { NewView } from "../../api/views.ts";
import type { ListQuery } from "../list-search.ts";

/** What a list shows as a saved view keeps it; what it does not narrow is emptied. */
export function viewParts(query: ListQuery, columns: NewView["columns"]): Omit<NewView, "object" | "name"> {
  return {
    kind: query.kind ?? "table",
    scene: query.scene ?? null,
    q: query.q ?? null,
    filter: query.filter ?? null,
    sort: query.sort ?? null,
    group_by: query.group ?? null,
    settings: query.settings ?? null,
    columns: columns ?? null,
  };
}
