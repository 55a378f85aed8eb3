import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { catalogNow, titleOf } from "./catalog.ts";
import { records } from "./records.ts";

const pending = new Map<string, Map<string, ((title: string | null) => void)[]>>();

/** Titles of records by id; asks the server once for all that are wanted at the same moment. */
function loadTitle(objectName: string, id: string): Promise<string | null> {
  return new Promise((resolve) => {
    let ids = pending.get(objectName);
    if (!ids) {
      ids = new Map();
      pending.set(objectName, ids);
      setTimeout(() => void flush(objectName), 10);
    }
    ids.set(id, [...(ids.get(id) ?? []), resolve]);
  });
}

async function flush(objectName: string): Promise<void> {
  const ids = pending.get(objectName) ?? new Map<string, ((title: string | null) => void)[]>();
  pending.delete(objectName);
  const object = catalogNow()?.byName.get(objectName);
  const found = new Map<string, string>();
  if (object) {
    try {
      const { data } = await records.list(object.path, { filter: JSON.stringify({ id: { in: [...ids.keys()].slice(0, 500) } }), limit: 500 });
      for (const record of data) found.set(record.id, titleOf(record, object));
    } catch {
      // shown as unknown below
    }
  }
  for (const [id, resolvers] of ids) for (const resolve of resolvers) resolve(found.get(id) ?? null);
}

const nameQuery = (objectName: string, id: string) =>
  queryOptions({ queryKey: ["record-name", objectName, id], queryFn: () => loadTitle(objectName, id), staleTime: 5 * 60_000 });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** undefined while loading, null when the reader may not see it. */
export function useRecordName(objectName: string | undefined, id: string | null | undefined): string | null | undefined {
  const isWanted = Boolean(objectName && id && uuid.test(id));
  const { data } = useQuery({ ...nameQuery(objectName ?? "", id ?? ""), enabled: isWanted });
  return isWanted ? data : (id ?? null);
}

/** Of several records those whose names are known by now. */
export function useRecordNames(objectName: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const results = useQueries({ queries: ids.map((id) => ({ ...nameQuery(objectName, id), enabled: uuid.test(id) })) });
  return new Map(ids.flatMap((id, i) => (results[i]?.data ? [[id, results[i].data] as const] : [])));
}

/** Keeps a title that is known already, such as one just picked. */
export function rememberName(objectName: string, id: string, title: string): void {
  queryClient.setQueryData(nameQuery(objectName, id).queryKey, title);
}
