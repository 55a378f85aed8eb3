import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, type Principal } from "@keshu/kernel";
import { expressionOf, sqlTypeOf, storedType } from "../stored-type.ts";

export interface SortKey {
  field: Field;
  descending: boolean;
  /** Expression in SQL, with its collation. */
  expression: string;
  /** PostgreSQL type of the key in a cursor. */
  sqlType: string;
  isNullable: boolean;
  /** More than the field's own column: the record alone does not tell it. */
  isDerived: boolean;
}

const neverNull = new Set(["id", "created_at", "updated_at", "version", "number"]);

/**
 * `-amount,name` → keys, ending in the id so that the order is total. Default: newest first.
 * @throws INVALID_SORT
 */
export function parseSort(object: ObjectType, ctx: Pick<Context, "principal" | "locale">, sort: string | undefined): SortKey[] {
  const { principal } = ctx;
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
    keys.push(sortKey(ctx, object, field, descending));
  }
  if (keys.length > 4)
    throw createError("INVALID_SORT", { params: { field: sort ?? "" }, errors: [{ path: "sort", code: "INVALID_SORT", params: { field: sort ?? "" } }] });
  if (!keys.some((k) => k.field.name === "id")) keys.push(sortKey(ctx, object, object.fields.get("id") as Field, keys[keys.length - 1]?.descending ?? false));
  return keys;
}

/** Newest first; ids grow with time, so they stand in where the time is not the reader's to see. */
function defaultSort(principal: Principal, object: ObjectType): string {
  const access = principal.restrictedFields(object.name).get("created_at");
  return access === "hidden" || access === "masked" ? "-id" : "-created_at";
}

function sortKey(ctx: Pick<Context, "principal" | "locale">, object: ObjectType, field: Field, descending: boolean): SortKey {
  const type = storedType(field);
  const english = englishOf(ctx, object, field);
  const column = english ? `coalesce(nullif(${expressionOf(english)}, ''), ${expressionOf(field)})` : expressionOf(field);
  return {
    field,
    descending,
    expression: type.collation ? `${column} collate ${type.collation}` : column,
    sqlType: sqlTypeOf(field),
    isNullable: !neverNull.has(field.name) && !(field.name === object.titleField && field.required && !field.custom),
    isDerived: english !== undefined,
  };
}

/** By the words the reader sees: English readers by the English text, where there is one they may read. */
function englishOf({ principal, locale }: Pick<Context, "principal" | "locale">, object: ObjectType, field: Field): Field | undefined {
  if (locale !== "en" || field.inEnglish === undefined) return undefined;
  const access = principal.restrictedFields(object.name).get(field.inEnglish);
  return access === "hidden" || access === "masked" ? undefined : object.fields.get(field.inEnglish);
}

/** `order by` for keys of alias `t`; empty values come last in both directions. */
export function orderBy(keys: readonly SortKey[], expressions: readonly string[] = keys.map((k) => k.expression)): string {
  return keys.map((k, i) => `${expressions[i]}${k.descending ? " desc" : ""}${k.isNullable ? " nulls last" : ""}`).join(", ");
}
