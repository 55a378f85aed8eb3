import { isSameSet, type ObjectType } from "@keshu/catalog";
import { type Context, createError, type Problem, within } from "@keshu/kernel";
import { settleAddedUnique, type Withdrawn } from "../schema/added-unique.ts";
import { withSchemaLock } from "../schema/sync-schema.ts";
import { actorOf } from "../write/create.ts";
import { failWith } from "../write/failure.ts";
import { currentCatalog } from "./current.ts";
import { editable } from "./edit-field.ts";
import { findExistingDuplicates } from "./existing-duplicates.ts";
import { publishCatalog } from "./publish.ts";
import { labelsOf, uniqueProblems } from "./unique-problems.ts";

type Combination = readonly string[];

interface Change {
  add: readonly Combination[];
  remove: readonly Combination[];
  /** Where each added one stands in what was asked. */
  placeOf: (i: number) => string;
}

/**
 * Makes a combination of fields unique, while others write. Answers when every server knows and the database keeps to it.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, UNKNOWN_FIELD, VALIDATION_FAILED, DUPLICATES_EXIST
 */
export async function addUnique(ctx: Context, objectName: string, fields: Combination): Promise<ObjectType> {
  return changeUnique(ctx, objectName, () => ({ add: [fields], remove: [], placeOf: () => "fields" }));
}

/** Lets a combination repeat again. @throws FORBIDDEN, UNKNOWN_OBJECT, NOT_FOUND, STANDARD_DEFINITION for one the object is declared with */
export async function removeUnique(ctx: Context, objectName: string, fields: Combination): Promise<ObjectType> {
  return changeUnique(ctx, objectName, (object) => {
    if (!(object.uniqueTogether ?? []).some((names) => isSameSet(names, fields))) throw createError("NOT_FOUND");
    return { add: [], remove: [fields], placeOf: () => "fields" };
  });
}

/** All combinations at once: what lacks is added, what is not named is taken back. @throws as both do; nothing is changed then */
export async function setUnique(ctx: Context, objectName: string, wanted: readonly Combination[]): Promise<ObjectType> {
  return changeUnique(ctx, objectName, (object) => {
    const present = object.uniqueTogether ?? [];
    const isPresent = (names: Combination): boolean => present.some((p) => isSameSet(p, names));
    const repeated = wanted.findIndex((names, i) => wanted.slice(0, i).some((w) => isSameSet(w, names)));
    const add = wanted.filter((names, i) => i === repeated || !isPresent(names));
    // what the caller is not shown they do not mean to take back
    const shown = present.filter((names) => names.every((name) => ctx.principal.fieldAccess(objectName, name) !== "hidden"));
    return {
      add,
      remove: shown.filter((names) => !wanted.some((w) => isSameSet(w, names))),
      placeOf: (i) => `unique_together.${add[i] ? wanted.lastIndexOf(add[i]) : 0}`,
    };
  });
}

async function changeUnique(ctx: Context, objectName: string, read: (object: ObjectType) => Change): Promise<ObjectType> {
  const before = await editable(ctx, objectName);
  const planned = checked(ctx, before, read(before));
  for (const [i, names] of planned.add.entries()) {
    const error = await findExistingDuplicates(ctx, before, names, planned.placeOf(i));
    if (error) throw error;
  }
  const change = await withSchemaLock(ctx.db, async (tx) => {
    // Under the lock the object is as the last edit left it, whoever made that.
    const inner = within(ctx, tx);
    const object = await editable(inner, objectName);
    const now = checked(inner, object, read(object));
    await store(inner, object, now);
    return now;
  });
  if (change.add.length + change.remove.length > 0) {
    await publishCatalog(ctx);
    const refused = (await settleAddedUnique(ctx.db)).filter((w) => w.object === objectName && change.add.some((names) => isSameSet(names, w.fields)));
    if (refused[0]) await giveBack(ctx, before, change, refused[0]);
  }
  return currentCatalog().byName.get(objectName) as ObjectType;
}

/** @throws when it cannot be done to the object as it is */
function checked(ctx: Context, object: ObjectType, change: Change): Change {
  const isAdded = (names: Combination): boolean => object.addedUnique.some((added) => isSameSet(added, names));
  if (!change.remove.every(isAdded)) throw createError("STANDARD_DEFINITION");
  const kept = (object.uniqueTogether ?? []).filter((names) => !change.remove.some((r) => isSameSet(r, names)));
  const problems = uniqueProblems(ctx, object, change.add, kept, change.placeOf);
  if (problems.length) throw failWith(problems);
  return change;
}

async function store(ctx: Context, object: ObjectType, { add, remove }: Pick<Change, "add" | "remove">): Promise<void> {
  for (const names of remove)
    await ctx.db.query("delete from keshu.catalog_unique where object = $1 and fields = $2", [
      object.name,
      object.addedUnique.find((added) => isSameSet(added, names)) ?? names,
    ]);
  await insertUnique(ctx, object.name, add);
}

/** Writes down combinations of an object, under the schema lock; their indexes are made by `settleAddedUnique`. */
export async function insertUnique(ctx: Context, objectName: string, combinations: readonly Combination[]): Promise<void> {
  for (const names of combinations)
    await ctx.db.query("insert into keshu.catalog_unique (object, fields, created_by) values ($1, $2, $3) on conflict do nothing", [
      objectName,
      names,
      actorOf(ctx),
    ]);
}

/** Somebody stored a duplicate between the look and the index: all is as it was before. @throws why */
async function giveBack(ctx: Context, object: ObjectType, change: Change, { fields, error }: Withdrawn): Promise<never> {
  await withSchemaLock(ctx.db, (tx) => store(within(ctx, tx), object, { add: change.remove, remove: change.add }));
  await publishCatalog(ctx);
  await settleAddedUnique(ctx.db);
  const at = change.placeOf(
    Math.max(
      0,
      change.add.findIndex((names) => isSameSet(names, fields)),
    ),
  );
  const params = { field: labelsOf(ctx, object, fields) };
  const problem: Problem = (error as { code?: string }).code === "54000" ? { path: at, code: "COMBINATION_TOO_LONG", params } : { path: at, code: "CONFLICT" };
  throw (await findExistingDuplicates(ctx, object, fields, at)) ?? failWith([problem]);
}
