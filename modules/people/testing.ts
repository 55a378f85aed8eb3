import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ObjectDefinition } from "@keshu/catalog";
import { createApp, type KeshuApp } from "@keshu/http";
import type { Context } from "@keshu/kernel";
import { openFileStore, platformMigrations } from "@keshu/platform";
import { runMigrations } from "@keshu/platform/migrations";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, loadCatalog, registerObjects, registerRules, syncSchema } from "@keshu/records";
import { connectAuditLog, endpoints, ensureFirstAdministrator, identify, migrations, objects, principalOfUser, rules, systemContext } from "./module.ts";
import { setPassword } from "./server/credentials.ts";

export interface PeopleTest extends TestDatabase {
  ctx: Context;
  /** Creates a record as the server itself. */
  create(object: string, input: Record<string, unknown>): Promise<string>;
  createUser(input: Record<string, unknown> & { password?: string }): Promise<string>;
}

const packageFolder = (name: string): URL => new URL(`../../packages/${name}/migrations/`, import.meta.url);

export const adminPassword = "correct horse battery";

/** A database with the tables of people and of whatever further objects a test brings, and nobody in it. */
export async function emptyPeopleDatabase(more: readonly ObjectDefinition[] = []): Promise<TestDatabase> {
  const test = await testDatabase();
  await runMigrations(test.db, [
    platformMigrations,
    { source: "records", directory: packageFolder("records") },
    { source: "http", directory: packageFolder("http") },
    migrations,
  ]);
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

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
  headers: Record<string, unknown>;
}

export interface PeopleApp extends PeopleTest {
  app: KeshuApp;
  call(method: string, url: string, options?: { token?: string | undefined; body?: unknown; headers?: Record<string, string> }): Promise<Reply>;
  /** Token of a sign-in. */
  tokenOf(email: string, password: string): Promise<string>;
}

/** The people endpoints and the generic ones, without a port. */
export async function peopleApp(more: readonly ObjectDefinition[] = []): Promise<PeopleApp> {
  const people = await peopleTest(more);
  const folder = mkdtempSync(join(tmpdir(), "keshu-people-"));
  const app = await createApp({
    db: people.db,
    authenticate: identify(people.db),
    principalOf: (ctx, userId) => principalOfUser(ctx.db, userId),
    endpoints,
    files: openFileStore(folder),
    config: { signInsPerMinute: 0, anonymousPerMinute: 0 },
  });
  const call: PeopleApp["call"] = async (method, url, { token, body, headers } = {}) => {
    const reply = await app.inject({
      method: method as "GET",
      url: `/api/v1${url}`,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return {
      status: reply.statusCode,
      body: reply.body && /json/.test(String(reply.headers["content-type"])) ? reply.json() : reply.body,
      headers: reply.headers,
    };
  };
  return {
    ...people,
    app,
    call,
    async tokenOf(email, password) {
      const reply = await call("POST", "/sign-in", { body: { email, password } });
      if (reply.status !== 200) throw new Error(`${email}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body.token as string;
    },
    async close() {
      await app.close();
      await people.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
