import { type Field, fieldType, type ObjectType, type Option } from "@keshu/catalog";
import { splitCell } from "@keshu/catalog/field-types/recognition/cell-list";
import type { Context } from "@keshu/kernel";
import { currentCatalog, updateField } from "@keshu/records";
import type { ImportRow } from "./row-record.ts";

/** An import that meets more new options than this has the wrong column. */
const most = 200;
const env = { now: new Date(), timeZone: "Asia/Shanghai", mode: "cell" as const };

/**
 * Adds the options that the rows name and the fields lack. Needs the right to change the catalog; without it,
 * and beyond 200 new ones, the rows are refused as usual. Runs outside the chunk's transaction, since all
 * servers must know an option before it is used. Returns the object as it then is.
 */
export async function createOptions(ctx: Context, object: ObjectType, rows: readonly ImportRow[]): Promise<ObjectType> {
  if (!ctx.principal.may("catalog.update")) return object;
  const states = object.states?.field;
  for (const field of object.fieldList) {
    if ((field.type !== "select" && field.type !== "multi_select") || !field.options?.length || field.name === states || field.system) continue;
    const missing = missingOptions(field, rows);
    if (missing.length === 0 || missing.length > most) continue;
    const added: Option[] = missing.map((value) => ({ value, label: { zh: value, en: value } }));
    await updateField(ctx, object.name, field.name, { options: [...field.options, ...added] });
  }
  return currentCatalog().byName.get(object.name) ?? object;
}

function missingOptions(field: Field, rows: readonly ImportRow[]): string[] {
  const type = fieldType(field.type);
  const missing = new Set<string>();
  for (const row of rows) {
    const value = row.record[field.name];
    if (typeof value !== "string" || value === "" || type.parse(value, field, env).ok) continue;
    for (const one of field.type === "multi_select" ? splitCell(value) : [value.trim()]) {
      const parsed = type.parse(one, field, env);
      if (!parsed.ok && parsed.code === "UNKNOWN_OPTION" && one.length <= 100) missing.add(one);
    }
  }
  return [...missing];
}
