import type { ObjectType } from "@keshu/catalog";
import { type Action, type Context, createError } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";

/** The object by its name or path. One that does not exist looks like one the person has nothing to do with. @throws UNKNOWN_OBJECT, FORBIDDEN */
export function findObject(ctx: Context, name: string, action: Action): ObjectType {
  const catalog = currentCatalog();
  const object = catalog.byName.get(name) ?? catalog.byPath.get(name);
  if (!object) throw createError("UNKNOWN_OBJECT");
  if (ctx.principal.reach(object.name, action)) return object;
  throw createError(ctx.principal.reach(object.name, "read") ? "FORBIDDEN" : "UNKNOWN_OBJECT");
}
