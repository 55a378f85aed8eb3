import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Label, type Problem } from "@keshu/kernel";
import { withSchemaLock } from "../schema/sync-schema.ts";
import { failWith } from "../write/failure.ts";
import { currentCatalog, loadCatalog } from "./current.ts";
import { labelProblems } from "./definition-problems.ts";
import { setUnique } from "./edit-unique.ts";
import { publishCatalog } from "./publish.ts";

/** What an object is called and drawn as. null gives a standard object back what it came with. */
interface ObjectFace {
  label?: Label | null | undefined;
  pluralLabel?: Label | null | undefined;
  icon?: string | null | undefined;
}

/** What can be changed of an object. */
export interface ObjectChange extends ObjectFace {
  /** All combinations of fields that are to be unique. */
  uniqueTogether?: readonly (readonly string[])[] | undefined;
}

/**
 * Changes how an object is called and drawn, and which combinations of its fields are unique, of standard ones too; its name
 * and path stay. Answers when every server knows it.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, VALIDATION_FAILED, and as `setUnique`
 */
export async function updateObject(ctx: Context, name: string, { uniqueTogether, ...face }: ObjectChange): Promise<ObjectType> {
  if (!ctx.principal.may("catalog.update")) throw createError("FORBIDDEN");
  const problems: Problem[] = [];
  if (face.label) problems.push(...labelProblems(face.label, "label"));
  if (face.pluralLabel) problems.push(...labelProblems(face.pluralLabel, "plural_label"));
  if (typeof face.icon === "string" && !/^[A-Za-z][A-Za-z0-9_-]{0,62}$/.test(face.icon)) problems.push({ path: "icon", code: "INVALID_VALUE" });
  if (currentCatalog().byName.get(name)?.custom && face.label === null) problems.push({ path: "label", code: "REQUIRED" });
  if (problems.length) throw failWith(problems);
  if (uniqueTogether) await setUnique(ctx, name, uniqueTogether);
  const entries = Object.entries(face).filter(([, value]) => value !== undefined);
  if (uniqueTogether && entries.length === 0) return currentCatalog().byName.get(name) as ObjectType;
  await withSchemaLock(ctx.db, async (tx) => {
    const object = (await loadCatalog(tx)).byName.get(name);
    if (!object) throw createError("UNKNOWN_OBJECT");
    const set = JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== null)));
    const unset = entries.filter(([, value]) => value === null).map(([key]) => key);
    if (object.custom)
      await tx.query("update keshu.catalog_object set definition = (definition || $2::jsonb) - $3::text[] where name = $1", [name, set, unset]);
    else
      await tx.query(
        `insert into keshu.catalog_override (object, field, definition) values ($1, '', $2::jsonb)
         on conflict (object, field) do update set definition = (catalog_override.definition || excluded.definition) - $3::text[]`,
        [name, set, unset],
      );
  });
  await publishCatalog(ctx);
  return currentCatalog().byName.get(name) as ObjectType;
}
