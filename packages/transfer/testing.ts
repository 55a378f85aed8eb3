import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Context, newId, type Principal } from "@keshu/kernel";
import { platformMigrations } from "@keshu/platform";
import { openFileStore } from "@keshu/platform/files";
import { prepareJobs } from "@keshu/platform/jobs";
import { runMigrations } from "@keshu/platform/migrations";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog } from "@keshu/records";
import { prepareEngine, testContext, testObjects, testPrincipal } from "@keshu/records/testing";
import { createImport } from "./importing/create-import.ts";
import type { ImportOptions } from "./importing/import-options.ts";
import { findImport } from "./importing/import-store.ts";
import { runImport } from "./importing/run-import.ts";
import type { StoredImport } from "./importing/stored-import.ts";
import { migrations } from "./index.ts";
import type { TransferSeams } from "./seams.ts";

export const transferObjects = testObjects.map((object) => {
  if (object.name === "user")
    return { ...object, fields: [...object.fields, { name: "email", type: "email" as const, label: { zh: "邮箱", en: "E-mail" }, unique: true }] };
  if (object.name !== "customer") return object;
  return {
    ...object,
    fields: [
      ...object.fields,
      { name: "code", type: "text" as const, label: { zh: "外部编号", en: "Code" }, unique: true },
      { name: "address", type: "address" as const, label: { zh: "地址", en: "Address" } },
      { name: "remark", type: "long_text" as const, label: { zh: "备注", en: "Remark" } },
    ],
  };
});

export interface TransferTest {
  db: TestDatabase["db"];
  url: string;
  folder: string;
  seams: TransferSeams;
  admin: Context;
  /** Whose rights `principalOf` finds; an administrator for whoever is not here. */
  principals: Map<string, Principal>;
  /** Imports the text or bytes as a file and runs the job to its end. */
  importFile(content: string | Buffer, options?: ImportOptions, more?: { ctx?: Context; object?: string; name?: string }): Promise<StoredImport>;
  count(object: string): Promise<number>;
  close(): Promise<void>;
}

/** Engine, jobs, files and a person, on an empty database. */
export async function prepareTransfer(): Promise<TransferTest> {
  const database = await testDatabase();
  const { db } = database;
  const folder = mkdtempSync(join(tmpdir(), "keshu-transfer-"));
  await runMigrations(db, [platformMigrations]);
  await prepareEngine(db, transferObjects);
  await runMigrations(db, [migrations]);
  await prepareJobs(db);
  const principals = new Map<string, Principal>();
  const userId = newId();
  const admin = testContext(db, testPrincipal({ userId }));
  await createRecord(admin, objectNamed("user"), { id: userId, name: "管理员", email: "admin@test.example" });
  const seams: TransferSeams = { db, files: openFileStore(folder), principalOf: async (_db, id) => principals.get(id) ?? testPrincipal({ userId: id }) };
  return {
    db,
    url: database.url,
    folder,
    seams,
    admin,
    principals,
    async importFile(content, options = {}, more = {}) {
      const id = await startImport(seams, more.ctx ?? admin, content, options, { object: more.object ?? "customer", name: more.name ?? "file.csv" });
      await runImport(seams, id, { signal: new AbortController().signal });
      return (await findImport(db, id)) as StoredImport;
    },
    async count(object) {
      const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from crm."${object}" where deleted_at is null`);
      return rows[0]?.n ?? 0;
    },
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Stores the file and queues the import, without running it. */
export async function startImport(
  seams: TransferSeams,
  ctx: Context,
  content: string | Buffer,
  options: ImportOptions,
  file: { object: string; name: string },
): Promise<string> {
  const path = join(tmpdir(), `keshu-upload-${newId()}`);
  writeFileSync(path, content);
  try {
    return await createImport(seams, ctx, objectNamed(file.object), { name: file.name, type: "text/csv", size: content.length, path }, options);
  } finally {
    rmSync(path);
  }
}

export function objectNamed(name: string) {
  const object = currentCatalog().byName.get(name);
  if (!object) throw new Error(`no object ${name}`);
  return object;
}

/** Text of a stream. */
export async function textOf(stream: AsyncIterable<string | Buffer>): Promise<string> {
  let text = "";
  for await (const piece of stream) text += piece.toString();
  return text;
}
