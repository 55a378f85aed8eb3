import type { CatalogIndex } from "../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";

/** Another object and the field by which its records point to those of this one. */
export interface Link {
  object: ObjectInfo;
  field: string;
}

/** How records of `name` (activity, task, event) point to this object, where they do and the reader may see them. */
export function linkFrom(catalog: CatalogIndex, name: string, object: ObjectInfo): Link | null {
  const other = catalog.byName.get(name);
  if (!other?.can.read || object.name === name) return null;
  const field = other.fields.find((f) => f.type === "relation" && f.target === object.name && !f.read_only);
  return field ? { object: other, field: field.name } : null;
}

/** What a new record that belongs to this one begins with: the link itself, and what both point to alike (the customer of a deal). */
export function prefill({ object, field }: Link, from: ObjectInfo, record: ApiRecord): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const own of from.fields) {
    const same = object.fields.find((f) => f.name === own.name);
    if (own.type === "relation" && own.target && same?.type === "relation" && same.target === own.target && !same.read_only && record[own.name])
      values[own.name] = record[own.name];
  }
  const target = object.fields.find((f) => f.name === field);
  values[field] = target?.type === "relations" ? [record.id] : record.id;
  return values;
}
