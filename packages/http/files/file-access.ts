import { ApplicationError, type Context } from "@keshu/kernel";
import type { StoredFile } from "@keshu/platform/files";
import { currentCatalog, getRecord } from "@keshu/records";

/** Until it belongs to a record a file is its uploader's; from then on everyone's who sees its id in a file field of the record. */
export async function mayReadFile(ctx: Context, file: StoredFile): Promise<boolean> {
  if (file.record_id === null) return file.created_by !== null && file.created_by === ctx.principal.userId;
  const object = file.object === null ? undefined : currentCatalog().byName.get(file.object);
  if (!object) return false;
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
