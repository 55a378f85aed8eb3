import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, isUuid } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, getRecord } from "@keshu/records";
import { asSystem } from "../rights.ts";

export type Objects = Record<"lead" | "customer" | "contact" | "opportunity", ObjectType>;

export function salesObjects(): Objects {
  const of = (name: string): ObjectType => {
    const object = currentCatalog().byName.get(name);
    if (!object) throw createError("UNKNOWN_OBJECT");
    return object;
  };
  return { lead: of("lead"), customer: of("customer"), contact: of("contact"), opportunity: of("opportunity") };
}

/** The whole lead, if the caller may see and change it. @throws NOT_FOUND, FORBIDDEN */
export async function leadToConvert(ctx: Context, id: string, options: { locks: boolean }): Promise<ApiRecord> {
  const { lead } = salesObjects();
  if (!isUuid(id)) throw createError("NOT_FOUND");
  await getRecord(ctx, lead, id, { fields: ["id"] });
  if (!ctx.principal.reach("lead", "update")) throw createError("FORBIDDEN");
  if (options.locks) await ctx.db.query("select 1 from crm.lead where id = $1 for update", [id]);
  return getRecord(asSystem(ctx), lead, id);
}
