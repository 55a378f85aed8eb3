import type { ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context } from "@keshu/kernel";
import { runMigrations } from "@keshu/platform/migrations";
import { testDatabase } from "@keshu/platform/testing";
import { type ApiRecord, createRecord, currentCatalog, registerRules } from "@keshu/records";
import { prepareEngine, testContext, testObjects } from "@keshu/records/testing";
import { migrations, objects, rules, seed } from "./module.ts";

export interface SalesTest {
  ctx: Context;
  object(name: string): ObjectType;
  create(name: string, input: Record<string, unknown>, ctx?: Context): Promise<ApiRecord>;
  close(): Promise<void>;
}

/** The sales objects and rules on an empty database, as an administrator. */
export async function salesTest(): Promise<SalesTest> {
  const { db, close } = await testDatabase({ max: 20 });
  registerRules(rules);
  await prepareEngine(db, [...testObjects.filter((o) => o.name === "user" || o.name === "department"), ...objects]);
  await runMigrations(db, [migrations]);
  const ctx = testContext(db);
  await seed(ctx);
  const object = (name: string): ObjectType => {
    const found = currentCatalog().byName.get(name);
    if (!found) throw new Error(`no object ${name}`);
    return found;
  };
  return { ctx, object, close, create: (name, input, as = ctx) => createRecord(as, object(name), input) };
}

/** For assert.rejects: the code, and the path of one of its problems with that problem's code. */
export const fails =
  (code: string, path?: string, problem?: string) =>
  (error: ApplicationError): boolean => {
    const isFound = path === undefined || error.errors.some((e) => e.path === path && (problem === undefined || e.code === problem));
    if (error.code !== code || !isFound) throw new Error(`expected ${code} at ${path} (${problem}), got ${error.stack} ${JSON.stringify(error.errors)}`);
    return true;
  };
