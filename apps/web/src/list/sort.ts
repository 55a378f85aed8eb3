import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { cellOf } from "../fields/cells.tsx";

export interface SortKey {
  field: string;
  isDescending: boolean;
}

export function parseSort(sort: string | undefined): SortKey[] {
  return (sort ?? "").split(",").flatMap((part) => (part ? [{ field: part.replace(/^-/, ""), isDescending: part.startsWith("-") }] : []));
}

export function formatSort(keys: readonly SortKey[]): string | undefined {
  return keys.map((k) => (k.isDescending ? "-" : "") + k.field).join(",") || undefined;
}

export function isSortable(field: FieldInfo): boolean {
  return field.access !== "masked" && (field.sortable ?? cellOf(field.type).isSortable ?? false);
}

export function sortableFields(object: ObjectInfo): FieldInfo[] {
  return object.fields.filter((f) => f.name !== "id" && f.name !== "version" && !f.companion_of && !f.retired && isSortable(f));
}

/** First click ascending, second descending, third as it was; with Shift further keys are added. */
export function nextSort(sort: string | undefined, field: string, isAdding: boolean): string | undefined {
  const keys = parseSort(sort);
  const current = keys.find((k) => k.field === field);
  const others = isAdding ? keys.filter((k) => k.field !== field) : [];
  if (!current) return formatSort([...others, { field, isDescending: false }]);
  if (!current.isDescending) return formatSort([...others, { field, isDescending: true }]);
  return formatSort(others);
}
