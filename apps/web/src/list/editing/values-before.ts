import { fieldOf, isWritable } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, HistoryAnswer, ObjectInfo } from "../../api/types.ts";
import { isSame } from "../../outbox/entry.ts";

type Values = Record<string, unknown>;

/**
 * What takes an edit of a cell back: the value before and, as the record's history tells, what the server's rules changed
 * along with it. `seen` has only the fields the list shows.
 */
export async function valuesBefore(object: ObjectInfo, seen: ApiRecord, stored: ApiRecord, values: Values): Promise<Values> {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, seen[name] ?? null]));
  const [field] = Object.keys(values).filter((name) => !isSame(seen[name], stored[name]));
  if (!field) return before;
  const { data } = await records.history(object.path, seen.id, { field, limit: 1 }).catch((): HistoryAnswer => ({ data: [], next: null }));
  return { ...changedAlong(object, data[0]?.diff ?? {}, field, { seen, stored }), ...before };
}

/** The other fields of a change a person may set, where it is the change from the one to the other. */
export function changedAlong(
  object: Pick<ObjectInfo, "fields">,
  diff: HistoryAnswer["data"][number]["diff"],
  field: string,
  { seen, stored }: { seen: ApiRecord; stored: ApiRecord },
): Values {
  const own = diff[field];
  if (!own || !isSame(own.from, seen[field]) || !isSame(own.to, stored[field])) return {};
  const isBack = (name: string): boolean => {
    const known = fieldOf(object as ObjectInfo, name);
    return known !== undefined && isWritable(known) && known.access !== "masked";
  };
  return Object.fromEntries(Object.entries(diff).flatMap(([name, { from }]) => (name !== field && isBack(name) ? [[name, from ?? null]] : [])));
}
