import { isWritable } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";

const unfit = new Set(["json", "file", "location", "auto_number", "address"]);
/** One choice is the whole edit: it is saved when it is made. */
const instant = new Set(["select", "boolean", "user", "department", "relation", "date"]);

export function isEditable(object: ObjectInfo, field: FieldInfo): boolean {
  return object.can.update && isWritable(field) && !unfit.has(field.type) && !field.retired && field.name !== "number";
}

export function isInstant(field: FieldInfo): boolean {
  return instant.has(field.type);
}

/** The field as it is edited in a record: a state offers only where one may go from here. */
export function fieldFor(object: ObjectInfo, field: FieldInfo, record: ApiRecord): FieldInfo {
  if (object.states?.field !== field.name) return field;
  const now = record[field.name];
  const reachable = new Set([now, ...object.states.transitions.filter((t) => t.from === now || t.from === "*").map((t) => t.to)]);
  return { ...field, required: true, options: field.options?.filter((o) => reachable.has(o.value)) };
}
