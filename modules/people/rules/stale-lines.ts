import type { Catalog } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { currentCatalog, type RemovedDefinition, updateRecord } from "@keshu/records";
import { asServer } from "../server/system-principal.ts";

interface Line {
  object?: unknown;
  field?: unknown;
}

/**
 * Roles lose what they said about an object or fields that are taken out of use: a later one of the same name begins
 * without rights. Those in the recycle bin, too, which nobody writes otherwise.
 */
export async function forgetRemoved(ctx: Context, removed: RemovedDefinition): Promise<void> {
  const role = currentCatalog().byName.get("role");
  if (!role) return;
  const isGone = ({ object, field }: Line) => object === removed.object && (!removed.fields || (field !== undefined && removed.fields.includes(String(field))));
  const { rows } = await ctx.db.query<{ id: string; isDeleted: boolean; permissions: Line[] | null; fields: Line[] | null }>(
    `select id, deleted_at is not null as "isDeleted", permissions, fields from ${role.table}`,
  );
  for (const { id, isDeleted, permissions, fields } of rows) {
    const values = {
      ...(permissions?.some(isGone) ? { permissions: permissions.filter((line) => !isGone(line)) } : {}),
      ...(fields?.some(isGone) ? { fields: fields.filter((line) => !isGone(line)) } : {}),
    };
    if (Object.keys(values).length === 0) continue;
    if (!isDeleted) await updateRecord(asServer(ctx), role, id, values);
    else
      await ctx.db.query(`update ${role.table} set permissions = coalesce($2::jsonb, permissions), fields = coalesce($3::jsonb, fields) where id = $1`, [
        id,
        values.permissions ? JSON.stringify(values.permissions) : null,
        values.fields ? JSON.stringify(values.fields) : null,
      ]);
  }
}

/** Lines that a role had already and that name what is no more are left out; new ones are left for the checks to refuse. */
export function withoutStale(given: unknown, stored: unknown, catalog: Catalog): unknown {
  if (!Array.isArray(given) || !Array.isArray(stored)) return given;
  const isKnown = ({ object, field }: Line): boolean => {
    const fields = catalog.byName.get(String(object))?.fields;
    return object === "*" || (fields !== undefined && (field === undefined || fields.has(String(field))));
  };
  const had = new Set(stored.filter((line: Line) => !isKnown(line)).map(nameOf));
  return given.filter((line: Line | null) => !line || isKnown(line) || !had.has(nameOf(line)));
}

const nameOf = ({ object, field }: Line): string => JSON.stringify([object, field]);
