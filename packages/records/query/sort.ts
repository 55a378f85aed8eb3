import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { createError, type Principal } from "@keshu/kernel";
import { expressionOf, sqlTypeOf, storedType } from "../stored-type.ts";

export interface SortKey {
  field: Field;
  descending: boolean;
  /** Expression in SQL, with its collation. */
  expression: string;
  /** PostgreSQL type of the key in a cursor. */
  sqlType: string;
  isNullable: boolean;
}

const neverNull = new Set(["id", "created_at", "updated_at", "version", "number"]);

/**
 * `-amount,name` → keys, ending in the id so that the order is total. Default: newest first.
 * @throws INVALID_SORT
 */
export function parseSort(object: ObjectType, principal: Principal, sort: string | undefined): SortKey[] {
  const keys: SortKey[] = [];
  for (const part of (sort ?? defaultSort(principal, object)).split(",")) {
    const descending = part.startsWith("-");
    const name = part.replace(/^[-+]/, "").trim();
    const field = object.fields.get(name);
    const access = principal.restrictedFields(object.name).get(name);
    if (
      !field ||
      access === "hidden" ||
      access === "masked" ||
      !(name === "id" || fieldType(field.type).isSortable) ||
      keys.some((k) => k.field.name === name)
    ) {
      throw createError("INVALID_SORT", { params: { field: name }, errors: [{ path: "sort", code: "INVALID_SORT", params: { field: name } }] });
    }
    keys.push(sortKey(object, field, descending));
  }
  if (keys.length > 4)
    throw createError("INVALID_SORT", { params: { field: sort ?? "" }, errors: [{ path: "sort", code: "INVALID_SORT", params: { field: sort ?? "" } }] });
  if (!keys.some((k) => k.field.name === "id")) keys.push(sortKey(object, object.fields.get("id") as Field, keys[keys.length - 1]?.descending ?? false));
  return keys;
}

/** Newest first; ids grow with time, so they stand in where the time is not the reader's to see. */
function defaultSort(principal: Principal, object: ObjectType): string {
  const access = principal.restrictedFields(object.name).get("created_at");
  return access === "hidden" || access === "masked" ? "-id" : "-created_at";
}

function sortKey(object: ObjectType, field: Field, descending: boolean): SortKey {
  const type = storedType(field);
  const column = expressionOf(field);
  return {
    field,
    descending,
    expression: type.collation ? `${column} collate ${type.collation}` : column,
    sqlType: sqlTypeOf(field),
    isNullable: !neverNull.has(field.name) && !(field.name === object.titleField && field.required && !field.custom),
  };
}

/** `order by` for keys of alias `t`; empty values come last in both directions. */
export function orderBy(keys: readonly SortKey[], expressions: readonly string[] = keys.map((k) => k.expression)): string {
  return keys.map((k, i) => `${expressions[i]}${k.descending ? " desc" : ""}${k.isNullable ? " nulls last" : ""}`).join(", ");
}
