import { expandable, fieldOf } from "../../api/catalog.ts";
import type { ListParameters } from "../../api/record-paths.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import type { ListQuery } from "../list-search.ts";

/** What a list asks for, without where in it. */
export function listParameters(query: ListQuery, columns: readonly FieldInfo[], object: ObjectInfo): ListParameters {
  const companions = columns.flatMap((c) => object.fields.filter((f) => f.companion_of === c.name));
  const states = object.states ? [object.states.field] : [];
  const names = [...new Set(["id", "version", object.title_field, ...columns.map((c) => c.name), ...companions.map((f) => f.name), ...states])].filter(
    (n) => n === "id" || object.fields.some((f) => f.name === n),
  );
  // in the bin what was deleted last comes first: deleting is a record's last change
  const sort = query.sort ?? (query.deleted && fieldOf(object, "updated_at") ? "-updated_at" : undefined);
  const expand = expandable(columns);
  return {
    fields: names.join(","),
    ...(expand.length > 0 ? { expand: expand.join(",") } : {}),
    ...narrowing(query),
    ...(sort ? { sort } : {}),
  };
}

/** What narrows lists, counts and sums alike. */
export function narrowing(query: ListQuery): Pick<ListParameters, "scene" | "q" | "filter" | "deleted"> {
  return {
    ...(query.scene && query.scene !== "all" ? { scene: query.scene } : {}),
    ...(query.q ? { q: query.q } : {}),
    ...(query.filter ? { filter: JSON.stringify(query.filter) } : {}),
    ...(query.deleted ? { deleted: true } : {}),
  };
}
