import { catalogQuery } from "../api/catalog.ts";
import { onChange } from "../api/live.ts";
import { viewsQuery } from "../api/views.ts";
import { preferenceNow } from "../preferences/use-preference.ts";
import { queryClient } from "../query-client.ts";
import { columnsOf, ownColumnsKey, type StoredColumn } from "./columns/columns.ts";
import { parseGroup } from "./grouping/group-field.ts";
import { knownQuery } from "./known-query.ts";
import { firstChoiceKey, isBare, type ListSearch, queryOf } from "./list-search.ts";
import { listParameters } from "./rows/list-parameters.ts";
import { firstPage, listKey, rowsKey, rowsQuery } from "./rows/rows-query.ts";

/** When a record of an object was last changed by anyone, as far as this page has heard. */
const changedAt = new Map<string, number>();
onChange((change) => changedAt.set(change.object, Date.now()));

/**
 * Begins to load what a list will show, while its link is pointed at and its code comes: the rows of a table as this
 * person has it. Resolves when they are there; what fails here is asked again, and told, by the page.
 */
export async function readyList(path: string, raw: ListSearch): Promise<void> {
  const object = (await queryClient.ensureQueryData(catalogQuery)).byPath.get(path);
  if (!object?.can.read || raw.deleted) return;
  const views = queryClient.ensureQueryData(viewsQuery(object.name)).catch(() => []);
  const search = isBare(raw) ? { ...preferenceNow<ListSearch>(firstChoiceKey(object.name), {}), ...raw } : raw;
  const view = search.view ? (await views).find((v) => v.id === search.view) : undefined;
  const { query } = knownQuery(object, queryOf(search, view));
  if ((query.kind ?? "table") !== "table" || parseGroup(object, query.group)) return;
  const columns = columnsOf(object, preferenceNow<StoredColumn[] | null>(ownColumnsKey(object, view), null), view);
  const fields = columns.map((c) => c.field);
  const parameters = listParameters(query, fields, object);
  // rows somebody looks at are theirs to ask for again
  const isLookedAt = queryClient.getQueryCache().findAll({ queryKey: rowsKey(path), type: "active" }).length > 0;
  if (isLookedAt) return;
  const rows = rowsQuery(path, listKey(parameters, undefined), firstPage, parameters);
  const isOld = (queryClient.getQueryState(rows.queryKey)?.dataUpdatedAt ?? 0) <= (changedAt.get(object.name) ?? 0);
  await queryClient.prefetchQuery({ ...rows, ...(isOld ? { staleTime: 0 } : {}) });
}
