import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type Context, type Database, newId, type Reach, setAuditSink } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { currentCatalog } from "../catalog-store/current.ts";
import { runConsumer } from "../changes/consumers.ts";
import { historyConsumer } from "../changes/history.ts";
import { readChanges } from "../changes/read-changes.ts";
import { listRecords } from "../query/list.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";
import { createRecord } from "./create.ts";
import { purgeDeleted, purgeExpired } from "./purge-deleted.ts";
import { deleteRecord, restoreRecord } from "./remove.ts";
import { updateRecord } from "./update.ts";

let db: Database;
let close: () => Promise<void>;
let admin: Context;
let customer: ObjectType;
const audited: { kind: string; details?: Record<string, unknown> | undefined }[] = [];
before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  admin = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  setAuditSink(async (_ctx, event) => void audited.push(event));
});
after(async () => {
  setAuditSink(async () => {});
  await close();
});

const codes = async (ctx: Context, ids: string[]): Promise<string[]> =>
  (await purgeDeleted(ctx, customer, ids)).results.map((r) => (r.ok ? r.outcome : r.code));
const rows = async (table: string, column: string, id: string): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${table} where ${column} = $1`, [id])).rows[0]?.n ?? -1;
async function deleted(values: Record<string, unknown> = {}, ctx = admin): Promise<string> {
  const { id } = await createRecord(ctx, customer, { name: "删", ...values });
  await deleteRecord(ctx, customer, id);
  return id;
}
const system = (): Context => ({ ...admin, principal: { ...admin.principal, kind: "system" } });
const age = (ids: string[], days: number) =>
  db.query("update crm.customer set deleted_at = now() - $2::int * interval '1 day' where id = any($1::uuid[])", [ids, days]);

test("what is in the bin goes for good, with its shares and its history; an event of the audit log says who did it", async () => {
  const id = await deleted();
  await db.query("insert into keshu.team_member (user_id, object, record_id, access) values ($1, 'customer', $2, 'read')", [newId(), id]);
  while (await runConsumer(db, historyConsumer));
  const living = (await createRecord(admin, customer, { name: "在" })).id;
  assert.deepEqual(await codes(admin, [id.toUpperCase(), living, newId(), id]), ["purged", "NOT_FOUND", "NOT_FOUND", "purged"]);
  assert.deepEqual(audited.at(-1), { kind: "record.purged", object: "customer", details: { count: 1, ids: [id] } });
  assert.deepEqual([await rows("crm.customer", "id", id), await rows("crm.customer", "id", living)], [0, 1]);
  // the copy of the log runs behind: what it brings of the record goes, too
  await db.query("update keshu.consumer set transaction = '0', sequence = 0 where name = 'history'");
  for (let tries = 0; tries < 100; tries++) {
    await runConsumer(db, historyConsumer);
    if (tries > 5 && (await rows("keshu.history", "record_id", id)) === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.deepEqual([await rows("keshu.team_member", "record_id", id), await rows("keshu.history", "record_id", id)], [0, 0]);
  const { data } = await readChanges(admin, { limit: 1000 });
  assert.ok(!data.some((change) => (change.kind as string) === "purged"));
});

test("what something still points to stays and says what, living or in the bin; together they go", async () => {
  const head = await createRecord(admin, customer, { name: "集团" });
  const branch = await createRecord(admin, customer, { name: "分公司", parent_id: head.id });
  await deleteRecord(admin, customer, head.id);
  const { results } = await purgeDeleted(admin, customer, [head.id]);
  assert.deepEqual(results[0], { ok: false, code: "STILL_REFERENCED", errors: [{ path: "", code: "STILL_REFERENCED", params: { object: "客户" } }] });
  await deleteRecord(admin, customer, branch.id);
  assert.deepEqual(await codes(admin, [head.id]), ["STILL_REFERENCED"]);
  await restoreRecord(admin, customer, head.id);
  await deleteRecord(admin, customer, head.id);
  assert.deepEqual(await codes(admin, [head.id, branch.id]), ["purged", "purged"]);
});

test("only who may delete the record and may delete for good", async () => {
  const me = (await createRecord(admin, currentCatalog().byName.get("user") as ObjectType, { name: "小王" })).id;
  const own: Reach = { all: false, owners: [me], departments: [], shared: null };
  const everything: Reach = { all: true, owners: [], departments: [], shared: null };
  const as = (may: boolean): Context => {
    const principal = testPrincipal({ userId: me, reach: (_object, action) => (action === "read" ? everything : own) });
    return testContext(db, { ...principal, may: (permission) => may && permission === "record.purge" });
  };
  const [mine, theirs] = [await deleted({ owner_id: me }), await deleted()];
  await assert.rejects(purgeDeleted(as(false), customer, [mine]), { code: "FORBIDDEN" });
  assert.deepEqual(await codes(as(true), [mine, theirs]), ["purged", "FORBIDDEN"]);
  await assert.rejects(purgeDeleted(admin, currentCatalog().byName.get("user") as ObjectType, [me]), { code: "NOT_FOUND" });
});

test("the bin empties itself after its days: what others of it still need waits for them", async () => {
  const [old, young] = [await deleted(), await deleted()];
  const head = await createRecord(admin, customer, { name: "老集团" });
  const branch = await createRecord(admin, customer, { name: "新分公司", parent_id: head.id });
  const held = await createRecord(admin, customer, { name: "被用着" });
  await createRecord(admin, customer, { name: "活着", parent_id: held.id });
  // two that point to each other are no reason to stay
  const [a, b] = [await createRecord(admin, customer, { name: "甲" }), await createRecord(admin, customer, { name: "乙" })];
  await updateRecord(admin, customer, a.id, { parent_id: b.id });
  await updateRecord(admin, customer, b.id, { parent_id: a.id });
  for (const { id } of [branch, head, held, a, b]) await deleteRecord(admin, customer, id);
  await age([old, head.id, held.id, a.id, b.id], 40);
  await age([young, branch.id], 10);
  await assert.rejects(purgeExpired(admin, 30), { code: "FORBIDDEN" });
  assert.equal(await purgeExpired(system(), 0), 0);
  assert.equal(await purgeExpired(system(), 30), 3);
  assert.deepEqual(audited.at(-1)?.details, { count: 3, days: 30 });
  const inBin = async () => new Set((await listRecords(admin, customer, { deleted: true, limit: 1000 })).data.map((r) => r.id));
  const left = await inBin();
  assert.deepEqual(
    [old, young, head.id, branch.id, held.id, a.id, b.id].map((id) => left.has(id)),
    [false, true, true, true, true, false, false],
  );
  assert.equal(await purgeExpired(system(), 5), 3);
  const kept = await inBin();
  assert.deepEqual(
    [young, head.id, branch.id, held.id].map((id) => kept.has(id)),
    [false, false, false, true],
  );
});
