import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { createError, type Principal } from "@keshu/kernel";
import { expressionOf, storedType } from "../stored-type.ts";

/** Fields the reader may see, or the named ones among them, in catalog order; id always first. */
export function readableFields(object: ObjectType, principal: Principal, names?: readonly string[]): readonly Field[] {
  const restricted = principal.restrictedFields(object.name);
  if (!names) {
    if (restricted.size === 0) return object.fieldList;
    return object.fieldList.filter((f) => restricted.get(f.name) !== "hidden");
  }
  const wanted = new Set(names);
  for (const name of wanted) {
    if (!object.fields.has(name) || restricted.get(name) === "hidden") {
      throw createError("UNKNOWN_FIELD", { params: { field: name }, errors: [{ path: `fields.${name}`, code: "UNKNOWN_FIELD", params: { field: name } }] });
    }
  }
  return object.fieldList.filter((f) => f.name === "id" || wanted.has(f.name));
}

const cache = new WeakMap<readonly Field[], string>();

/** `t."name" as "name", …`: rows come back in API form. */
export function selectList(fields: readonly Field[]): string {
  let text = cache.get(fields);
  if (text === undefined) {
    text = fields.map((f) => selectField(f)).join(", ");
    cache.set(fields, text);
  }
  return text;
}

export function selectField(field: Field, alias = "t"): string {
  const column = expressionOf(field, alias);
  return `${storedType(field).select?.(column, field) ?? column} as "${field.name}"`;
}

/** Replaces masked values in rows, for readers who have such fields. */
export function maskRows<Row extends Record<string, unknown>>(object: ObjectType, principal: Principal, rows: Row[]): Row[] {
  for (const [name, access] of principal.restrictedFields(object.name)) {
    const field = object.fields.get(name);
    if (access !== "masked" || !field) continue;
    const type = fieldType(field.type);
    for (const row of rows) {
      const value = row[name];
      if (value !== null && value !== undefined) (row as Record<string, unknown>)[name] = type.mask(value as never, field);
    }
  }
  return rows;
}
