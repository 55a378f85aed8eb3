import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { type FileStore, openFileStore } from "./files.ts";
import { platformMigrations } from "./index.ts";
import { runMigrations } from "./migrations.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

const folder = mkdtempSync(join(tmpdir(), "files-"));
const record = "018f0000-0000-7000-8000-000000000001";
let t: TestDatabase;
let files: FileStore;
before(async () => {
  t = await testDatabase();
  await runMigrations(t.db, [platformMigrations]);
  files = openFileStore(folder);
});
after(async () => {
  await t.close();
  rmSync(folder, { recursive: true });
});
const put = (name: string, content: string, more = {}) =>
  files.store(t.db, { name, mediaType: "text/plain", stream: Readable.from([content]), createdBy: null, ...more });
const countBytes = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length;

test("what was stored is read back, with its size and digest", async () => {
  const bytes = Buffer.alloc(3 * 2 ** 20, "客枢");
  const file = await files.store(t.db, { name: "../../报价/单.xlsx", mediaType: "application/x", stream: Readable.from([bytes]), createdBy: record });
  assert.equal(file.name, "单.xlsx");
  assert.equal(file.size, bytes.length);
  assert.equal(file.sha256, createHash("sha256").update(bytes).digest("hex"));
  assert.deepEqual(await buffer((await files.open(t.db, file.id)).stream), bytes);
});

test("too much is refused and leaves nothing", async () => {
  const before = countBytes();
  await assert.rejects(put("big", "x".repeat(2_000), { limit: 1_000 }), { code: "PAYLOAD_TOO_LARGE" });
  assert.equal(countBytes(), before);
});

test("unknown and malformed ids are not found", async () => {
  for (const id of [record, "../../etc/passwd", ""]) await assert.rejects(files.open(t.db, id), { code: "NOT_FOUND" });
  assert.equal(await files.delete(t.db, "nonsense"), false);
});

test("deleting is undone with its transaction", async () => {
  const { id } = await put("a", "1");
  await assert.rejects(
    t.db.transaction(async (tx) => {
      assert.equal(await files.delete(tx, id), true);
      throw new Error("no");
    }),
  );
  assert.equal(await text((await files.open(t.db, id)).stream), "1");
  await files.delete(t.db, id);
  await assert.rejects(files.open(t.db, id), { code: "NOT_FOUND" });
});

test("the sweep removes expired files and forgotten bytes, never a linked or young one", async () => {
  const past = new Date(Date.now() - 1);
  const expired = await put("expired", "1", { expiresAt: past });
  const linked = await put("linked", "2", { expiresAt: past });
  assert.deepEqual(await files.link(t.db, [linked.id, record], { object: "customer", recordId: record }), [linked.id]);
  const { path } = await files.open(t.db, linked.id);
  const orphan = join(dirname(path), "018f0000-0000-7000-8000-00000000ffff");
  const young = join(dirname(path), "018f0000-0000-7000-8000-00000000fffe.part");
  writeFileSync(orphan, "x");
  writeFileSync(young, "x");
  utimesSync(orphan, new Date(0), new Date(0));
  assert.deepEqual(await files.sweep(t.db), { expired: 1, orphans: 1 });
  assert.equal(await files.find(t.db, expired.id), null);
  assert.equal(await text((await files.open(t.db, linked.id)).stream), "2");
});
