import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { currentCatalog } from "@keshu/records";
import type { Place, World } from "./world.ts";

let counter = 0;

/** The least that makes a record of the object, with relations to records of the same place. */
export async function validInput(world: World, object: ObjectType, place: Place): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const field of object.fieldList) {
    if (field.system || field.readOnly || !field.required || field.default !== undefined) continue;
    const isKey = field.name !== object.partOf && object.uniqueTogether?.some((names) => names.includes(field.name));
    input[field.name] = isKey && field.target ? await fresh(world, field.target, place) : valueFor(world, field, place);
  }
  return input;
}

/** A record of its own to point to, where two of the same are refused. */
async function fresh(world: World, target: string, place: Place): Promise<string> {
  const object = currentCatalog().byName.get(target) as ObjectType;
  const owner_id = world.userIds[place === "foreign" ? "outsider" : place === "east" ? "colleague" : place];
  const reply = await world.server.admin.post(`/api/v1/${object.path}`, { ...(await validInput(world, object, place)), owner_id });
  return reply.body.id;
}

function valueFor(world: World, field: Field, place: Place): unknown {
  counter++;
  if (field.type === "user") return world.userIds.colleague;
  if (field.type === "department") return world.departments.east;
  if (field.target) {
    const seeded = world.records.get(field.target);
    const id = (seeded?.get(place) ?? seeded?.get("foreign"))?.id;
    return field.type === "relations" ? [id] : id;
  }
  if (field.type === "email") return `matrix${counter}@example.com`;
  if (field.type === "json") return [{ stage: "discovery", probability: 10 }];
  if (field.options?.[0]) return field.type === "multi_select" ? [field.options[0].value] : field.options[0].value;
  if (field.type === "text" || field.type === "long_text") return `矩阵${counter}`;
  return fieldType(field.type).example(field);
}
