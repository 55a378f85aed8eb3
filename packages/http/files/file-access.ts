import { ApplicationError, type Context } from "@keshu/kernel";
import type { StoredFile } from "@keshu/platform/files";
import { currentCatalog, getRecord } from "@keshu/records";

/** Whoever uploaded a file reads it, and everyone who sees its id in a file field of its record. */
export async function mayReadFile(ctx: Context, file: StoredFile): Promise<boolean> {
  const isOwn = file.created_by !== null && file.created_by === ctx.principal.userId;
  if (isOwn && (ctx.principal.kind === "user" || file.record_id === null)) return true; // a key's scopes decide about records' files
  const object = file.object === null ? undefined : currentCatalog().byName.get(file.object);
  if (!object || file.record_id === null) return false;
  const restricted = ctx.principal.restrictedFields(object.name);
  const fields = object.fieldList
    .filter((field) => field.type === "file" && restricted.get(field.name) !== "hidden" && restricted.get(field.name) !== "masked")
    .map((field) => field.name);
  if (fields.length === 0) return false;
  try {
    const record = await getRecord(ctx, object, file.record_id, { fields });
    return fields.some((name) => Array.isArray(record[name]) && record[name].includes(file.id));
  } catch (error) {
    if (error instanceof ApplicationError && error.code === "NOT_FOUND") return false;
    throw error;
  }
}
