import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";

export interface Reference {
  /** What is pointed to. */
  target: string;
  targetId: string;
  /** What points there. */
  object: string;
  id: string;
  field: string;
}

const authors = new Set(["created_by", "updated_by"]);

/**
 * Living records outside the given ones that point to one of them, by any relation but who made or changed them; at most
 * 5,000 for each field. For the server's own work: rights are not asked.
 * @throws FORBIDDEN for anyone but the system
 */
export async function referencesTo(ctx: Context, given: ReadonlyMap<string, readonly string[]>): Promise<Reference[]> {
  if (ctx.principal.kind !== "system") throw createError("FORBIDDEN");
  return findReferences(ctx, given, [false]);
}

/** The same for who has asked the rights already; also those in the recycle bin, if asked for `true`. */
export async function findReferences(
  ctx: Context,
  given: ReadonlyMap<string, readonly string[]>,
  areDeleted: readonly boolean[],
  limit = 5000,
): Promise<Reference[]> {
  const found: Reference[] = [];
  for (const object of currentCatalog().objects) {
    for (const field of object.fieldList) {
      const ids = field.target && !authors.has(field.name) && !field.pastOf ? given.get(field.target) : undefined;
      if (!field.target || !ids?.length) continue;
      for (const isDeleted of areDeleted) found.push(...(await pointing(ctx, object, field, ids, { own: given.get(object.name) ?? [], limit, isDeleted })));
    }
  }
  return found;
}

async function pointing(
  ctx: Context,
  object: ObjectType,
  field: Field,
  ids: readonly string[],
  { own, limit, isDeleted }: { own: readonly string[]; limit: number; isDeleted: boolean },
): Promise<Reference[]> {
  const column = `t."${field.column}"`;
  const isList = fieldType(field.type).isArray;
  const { rows } = await ctx.db.query<{ id: string; target: string }>(
    `select t.id, ${isList ? "x.target" : `${column} as target`} from ${object.table} t${isList ? ` cross join unnest(${column}) x(target)` : ""}
     where ${isList ? `${column} && $1::uuid[] and x.target = any($1::uuid[])` : `${column} = any($1::uuid[])`} and t.deleted_at is ${isDeleted ? "not " : ""}null
       and not exists (select from unnest($2::uuid[]) own(id) where own.id = t.id) limit $3`,
    [ids, own, limit],
  );
  return rows.map((row) => ({ target: field.target as string, targetId: row.target, object: object.name, id: row.id, field: field.name }));
}
