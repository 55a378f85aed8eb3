import type { Field, ObjectType } from "@keshu/catalog";
import type { Principal } from "@keshu/kernel";

/** Parts by which several columns make one value: `name.first` + `name.last`, `address.city` + `address.detail`. */
export const addressParts = ["province", "city", "area", "detail"] as const;
export const nameParts = ["first", "last"] as const;

export interface MappingTarget {
  field: Field;
  part: string | null;
}

/** Reads `mobile` or `address.city`; null when the object has no such field, the reader may not see it, or cells cannot fill it. */
export function readTarget(object: ObjectType, principal: Principal, target: string): MappingTarget | null {
  const [name = "", part = null, ...rest] = target.split(".");
  const field = object.fields.get(name);
  if (!field || rest.length > 0 || principal.fieldAccess(object.name, name) === "hidden") return null;
  if (part !== null && !partsOf(object, field).includes(part)) return null;
  return { field, part };
}

export function partsOf(object: ObjectType, field: Field): readonly string[] {
  if (field.type === "address") return addressParts;
  if (field.type === "text" && field.name === object.titleField && isPersonal(object)) return nameParts;
  return [];
}

const provenance = new Set(["created_at", "created_by", "updated_at"]);
const uncellable = new Set(["formula", "roll_up", "file"]);

/** Whether imports of this person may set the field: masked ones may be overwritten, read-only ones not. */
export function isImportable(object: ObjectType, principal: Principal, field: Field): boolean {
  const access = principal.fieldAccess(object.name, field.name);
  if (access === "hidden" || access === "read" || uncellable.has(field.type)) return false;
  return !field.readOnly || provenance.has(field.name);
}

/** Records that are people, so that given and family names make their title. */
function isPersonal(object: ObjectType): boolean {
  return (
    object.titleField === "name" &&
    (object.fields.has("gender") || object.fields.has("title") || object.fields.has("birthday") || object.fields.has("last_sign_in_at"))
  );
}
