import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { readByIds } from "@keshu/records";

/**
 * Values of a record as a new one may take them over: what they point to may have been deleted meanwhile, which must not
 * stop the new one. Without its owner it is the caller's. `ctx` sees everything.
 */
export async function withLivingLinks(ctx: Context, object: ObjectType, values: Record<string, unknown>): Promise<Record<string, unknown>> {
  const kept = { ...values };
  for (const field of object.fieldList) {
    const value = kept[field.name];
    if (!field.target || value === null || value === undefined) continue;
    const ids = (Array.isArray(value) ? value : [value]) as string[];
    const found = await readByIds(ctx, field.target, ids, ["id"]);
    if (ids.every((id) => found.has(id))) continue;
    kept[field.name] = Array.isArray(value) ? ids.filter((id) => found.has(id)) : null;
    if (field.name !== "owner_id") continue;
    delete kept.owner_id;
    delete kept.department_id;
  }
  return kept;
}
