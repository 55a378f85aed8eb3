import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "@keshu/records";

/** The user object as the catalog has it now, custom fields included. */
export function userObject(): ObjectType {
  return currentCatalog().byName.get("user") as ObjectType;
}

/** The same, reloaded first when the input names a field that may have been made on another server. */
export async function userObjectFor(db: Database, input: Record<string, unknown>): Promise<ObjectType> {
  if (Object.keys(input).some((name) => !userObject().fields.has(name))) await refreshCatalog(db);
  return userObject();
}
