import type { ObjectDefinition } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { runMigrations } from "@keshu/platform/migrations";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, loadCatalog, registerObjects, registerRules, syncSchema } from "@keshu/records";
import { connectAuditLog, ensureFirstAdministrator, migrations, objects, rules, systemContext } from "./module.ts";
import { setPassword } from "./server/credentials.ts";

export interface PeopleTest extends TestDatabase {
  ctx: Context;
  /** Creates a record as the server itself. */
  create(object: string, input: Record<string, unknown>): Promise<string>;
  createUser(input: Record<string, unknown> & { password?: string }): Promise<string>;
}

export const adminPassword = "correct horse battery";

/** A database with the tables of people and of whatever further objects a test brings, and nobody in it. */
export async function emptyPeopleDatabase(more: readonly ObjectDefinition[] = []): Promise<TestDatabase> {
  const test = await testDatabase();
  await runMigrations(test.db, [{ source: "records", directory: new URL("../../packages/records/migrations/", import.meta.url) }, migrations]);
  registerObjects([...objects, ...more]);
  registerRules(rules);
  await syncSchema(test.db, await loadCatalog(test.db));
  connectAuditLog();
  return test;
}

/** The same with admin@keshu.local. */
export async function peopleTest(more: readonly ObjectDefinition[] = []): Promise<PeopleTest> {
  const test = await emptyPeopleDatabase(more);
  const { db } = test;
  await ensureFirstAdministrator(db, { adminEmail: "admin@keshu.local", adminPassword });
  const ctx = systemContext(db, "test");
  const create = async (name: string, input: Record<string, unknown>): Promise<string> => {
    const object = currentCatalog().byName.get(name);
    if (!object) throw new Error(`no object ${name}`);
    return (await createRecord(ctx, object, input)).id;
  };
  return {
    ...test,
    ctx,
    create,
    async createUser({ password, ...input }) {
      const id = await create("user", { name: "测试", ...input });
      if (password) await db.transaction((tx) => setPassword(tx, { userId: id, password }));
      return id;
    },
  };
}
