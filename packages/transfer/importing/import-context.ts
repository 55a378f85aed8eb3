import type { ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import { loadCatalog } from "@keshu/records";
import { narrowReach } from "../narrow-reach.ts";
import { contextFor, type TransferSeams } from "../seams.ts";
import { originOf } from "./own-writes.ts";
import type { StoredImport } from "./stored-import.ts";

/** The rights the person has now: who lost them in the meantime imports nothing more. @throws FORBIDDEN */
export async function contextOfImport(seams: TransferSeams, stored: StoredImport): Promise<Context> {
  const principal = await seams.principalOf(seams.db, stored.user_id, stored.api_key_id);
  if (!principal?.reach(stored.object, "import")) throw createError("FORBIDDEN");
  return contextFor(seams.db, narrowReach(principal, stored.object, "import", ["create", "update"]), { locale: stored.locale, origin: originOf(stored) });
}

export async function objectOf(ctx: Context, stored: StoredImport): Promise<ObjectType> {
  const object = (await loadCatalog(ctx.db)).byName.get(stored.object);
  if (!object) throw createError("UNKNOWN_OBJECT");
  return object;
}
