import { type Field, fieldType, type ObjectType, type Option } from "@keshu/catalog";
import { joinCell, splitCell } from "@keshu/catalog/field-types/recognition/cell-list";
import type { Context } from "@keshu/kernel";
import { currentCatalog, updateField } from "@keshu/records";
import type { ImportRow, RowReader } from "./row-record.ts";

/** An import that meets more new options than this has the wrong column. */
const most = 200;
const env = { now: new Date(), timeZone: "Asia/Shanghai", mode: "cell" as const };

/**
 * Adds the options that the rows name and the fields lack. Needs the right to change the catalog; without it,
 * and beyond 200 new ones, the rows are refused as usual. Runs outside the chunk's transaction, since all
 * servers must know an option before it is used. Returns the object as it then is.
 */
export async function createOptions(ctx: Context, object: ObjectType, rows: readonly ImportRow[]): Promise<ObjectType> {
  for (const field of growing(ctx, object)) {
    const missing = missingOptions(field, rows);
    if (missing.length === 0 || missing.length > most) continue;
    const added: Option[] = missing.map((value) => ({ value, label: { zh: value, en: value } }));
    await updateField(ctx, object.name, field.name, { options: [...(field.options ?? []), ...added] });
  }
  return currentCatalog().byName.get(object.name) ?? object;
}

/** For a dry run, which adds no options: reads rows so that an option which would be added has a known one in its place. */
export function createOptionStandIns(ctx: Context, object: ObjectType, read: RowReader): { note: (rows: readonly ImportRow[]) => void; read: RowReader } {
  const assumed = new Map(growing(ctx, object).map((field) => [field, new Set<string>()]));
  return {
    note(rows) {
      for (const [field, values] of assumed) {
        const missing = missingOptions(field, rows).filter((value) => !values.has(value));
        if (missing.length <= most) for (const value of missing) values.add(value);
      }
    },
    read(source) {
      const row = read(source);
      for (const [field, values] of assumed) {
        const given = row.record[field.name];
        if (values.size === 0 || typeof given !== "string") continue;
        const parts = field.type === "multi_select" ? splitCell(given) : [given.trim()];
        if (!parts.some((part) => values.has(part))) continue;
        const known = field.options?.[0]?.value ?? "";
        row.record[field.name] = joinCell([...new Set(parts.map((part) => (values.has(part) ? known : part)))]);
      }
      return row;
    },
  };
}

/** Fields to which this person may add options; what a state machine or the platform names stays as it is. */
function growing(ctx: Context, object: ObjectType): Field[] {
  if (!ctx.principal.may("catalog.update")) return [];
  return object.fieldList.filter(
    (field) => (field.type === "select" || field.type === "multi_select") && field.options?.length && field.name !== object.states?.field && !field.system,
  );
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
