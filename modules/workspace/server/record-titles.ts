import type { Field, ObjectType } from "@keshu/catalog";
import { type Context, isUuid } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, readByIds } from "@keshu/records";
import { plainTitle } from "./notifications/mention-marks.ts";

interface RecordKey {
  object: string | null;
  record_id: string | null;
}

export const titleKey = (object: string | null, id: string): string => `${object} ${id}`;

/**
 * Titles of the records that the caller may read, one query for each object. `byParent` names a note by what it belongs
 * to, for where its own words stand already.
 */
export async function titlesOf(ctx: Context, keys: readonly RecordKey[], { byParent = false } = {}): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const [name, ofObject] of Map.groupBy(keys, (key) => key.object)) {
    const object = name === null ? undefined : currentCatalog().byName.get(name);
    const ids = [...new Set(ofObject.flatMap((key) => key.record_id ?? []))];
    if (!object || ids.length === 0) continue;
    const isNote = object.fields.get(object.titleField)?.type === "long_text";
    const parents = byParent && isNote ? object.fieldList.filter((field) => field.type === "relation") : [];
    const found = await readByIds(ctx, object.name, ids, [object.titleField, "number", ...parents.map((field) => field.name)]);
    const parentTitles = await titlesOfParents(ctx, parents, [...found.values()]);
    for (const [id, record] of found) titles.set(titleKey(object.name, id), parentTitles.get(id) ?? ownTitle(object, record));
  }
  return titles;
}

function ownTitle(object: ObjectType, record: ApiRecord): string {
  return plainTitle(record[object.titleField] ?? record.number ?? "");
}

/** The title of the first relation that leads somewhere, by the id of the record it starts from. */
async function titlesOfParents(ctx: Context, parents: readonly Field[], records: readonly ApiRecord[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const field of parents) {
    const open = records.filter((record) => !titles.has(record.id) && isUuid(record[field.name]));
    const target = currentCatalog().byName.get(field.target ?? "");
    if (!target || open.length === 0) continue;
    const found = await readByIds(ctx, target.name, [...new Set(open.map((record) => record[field.name] as string))], [target.titleField, "number"]);
    for (const record of open) {
      const parent = found.get(record[field.name] as string);
      if (parent) titles.set(record.id, ownTitle(target, parent));
    }
  }
  return titles;
}
