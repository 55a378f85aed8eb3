import { type Context, createError } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "@keshu/records";
import { z } from "zod";

export const nameParam = z.strictObject({ name: z.string().max(63) });

/** The name of an object that exists now, whoever made it. @throws UNKNOWN_OBJECT */
export async function knownObject(ctx: Context, name: string): Promise<string> {
  await refreshCatalog(ctx.db);
  const object = currentCatalog().byName.get(name);
  if (!object) throw createError("UNKNOWN_OBJECT");
  return object.name;
}
