import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type ApplicationError, type Context, type Database, newId } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import {
  createRecord,
  currentCatalog,
  deleteRecord,
  getRecord,
  readHistory,
  restoreAll,
  tagRecords,
  takeBackRecords,
  transferRecords,
  updateRecord,
  writeBatch,
} from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;
let other: string;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  other = (await createRecord(ctx, currentCatalog().byName.get("user") as ObjectType, { name: "同事" })).id;
});
after(() => close());

const make = async (n: number, values: Record<string, unknown> = {}): Promise<string[]> => {
  const { results } = await writeBatch(ctx, customer, { operation: "create", records: Array.from({ length: n }, (_, i) => ({ name: `批${i}`, ...values })) });
  return results.map((r) => (r.ok ? r.id : ""));
};

test("tags are added and removed, the others stay; the answer undoes it", async () => {
  const [a = "", b = ""] = [...(await make(1, { tags: ["老", "重点"] })), ...(await make(1))];
  const gone = newId();
  const done = await tagRecords(ctx, customer, [a, b, gone, a.toUpperCase()], { add: ["新", "重点"], remove: ["老", "没有"] });
  assert.deepEqual([done.updated, done.failed, done.results.length], [3, 1, 4]);
  assert.deepEqual((await getRecord(ctx, customer, a)).tags, ["重点", "新"]);
  assert.deepEqual((await getRecord(ctx, customer, b)).tags, ["新", "重点"]);
  const [first, , missing] = done.results;
  assert.ok(first?.ok && missing && !missing.ok && missing.code === "NOT_FOUND");
  assert.deepEqual(first.previous, { tags: ["老", "重点"] });
  const undone = await writeBatch(ctx, customer, { operation: "update", records: [{ id: a, version: first.version, ...first.previous }] });
  assert.equal(undone.updated, 1);
  assert.deepEqual((await getRecord(ctx, customer, a)).tags, ["老", "重点"]);
  const again = await tagRecords(ctx, customer, [a], { add: ["老"], remove: [] });
  assert.deepEqual([again.updated, again.unchanged], [0, 1]);
});

test("a batch row made from an old version is refused alone", async () => {
  const [a = "", b = ""] = await make(2);
  const before = await getRecord(ctx, customer, a);
  await updateRecord(ctx, customer, a, { name: "别人改的" });
  const rows = [
    { id: a, version: before.version, name: "旧" },
    { id: b, version: 1, name: "新" },
  ];
  const { results, updated, failed } = await writeBatch(ctx, customer, { operation: "update", records: rows });
  assert.deepEqual([updated, failed], [1, 1]);
  assert.ok(results[0] && !results[0].ok && results[0].code === "STALE_VERSION" && results[0].errors[0]?.path === "version");
  assert.ok(results[1]?.ok && results[1].version === 2);
  assert.equal((await getRecord(ctx, customer, a)).name, "别人改的");
});

test("many records change hands; stage and history stay", async () => {
  const ids = await make(1200, { stage: "new" });
  const done = await transferRecords(ctx, customer, ids, { owner_id: other });
  assert.deepEqual([done.updated, done.failed], [1200, 0]);
  const [first] = done.results;
  assert.ok(first?.ok);
  assert.equal(first.previous?.owner_id, ctx.principal.userId);
  const moved = await getRecord(ctx, customer, ids[1199] as string);
  assert.deepEqual([moved.owner_id, moved.stage], [other, "new"]);
  assert.ok(await readHistory(ctx, customer, ids[0] as string, {}));
  const unknown = await transferRecords(ctx, customer, ids.slice(0, 2), { owner_id: newId() });
  assert.equal(unknown.failed, 2);
  assert.ok(unknown.results.every((r) => !r.ok && r.errors[0]?.path === "owner_id"));
});

test("who gave records away takes them back though they are out of sight, as long as nobody changed them since", async () => {
  const me = (await createRecord(ctx, currentCatalog().byName.get("user") as ObjectType, { name: "给出的人" })).id;
  const own = (object: string) => ({ all: object === "user", owners: [me], departments: [], shared: null });
  const giver = testContext(db, { ...testPrincipal({ userId: me, reach: own }), may: (right: string) => right === "record.transfer" });
  const ids = await make(3, { owner_id: me });
  const [untouched = "", touched = "", foreign = ""] = ids;
  const gone = await transferRecords(giver, customer, [untouched, touched], { owner_id: other });
  assert.equal(gone.updated, 2, JSON.stringify(gone));
  await assert.rejects(getRecord(giver, customer, untouched), (e: ApplicationError) => e.code === "NOT_FOUND");
  await updateRecord(ctx, customer, touched, { name: "对方已经改过" });
  await transferRecords(ctx, customer, [foreign], { owner_id: other });
  const { results } = await takeBackRecords(giver, customer, [untouched, touched, foreign, newId()]);
  assert.deepEqual(
    results.map((r) => (r.ok ? r.outcome : r.code)),
    ["updated", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
  );
  assert.equal((await getRecord(giver, customer, untouched)).owner_id, me);
});

test("many come back from the bin; who lost a unique value meanwhile says so, the others come", async () => {
  const a = (await createRecord(ctx, customer, { name: "甲", email: "a@x.cn" })).id;
  const b = (await createRecord(ctx, customer, { name: "乙", email: "b@x.cn" })).id;
  const living = (await createRecord(ctx, customer, { name: "丙" })).id;
  for (const id of [a, b]) await deleteRecord(ctx, customer, id);
  await createRecord(ctx, customer, { name: "丁", email: "a@x.cn" });
  const { results, updated, failed } = await restoreAll(ctx, customer, [a, b, living, newId()]);
  assert.deepEqual([updated, failed], [1, 3]);
  assert.deepEqual(
    results.map((r) => (r.ok ? r.outcome : r.code)),
    ["NOT_UNIQUE", "restored", "NOT_FOUND", "NOT_FOUND"],
  );
  assert.equal((await getRecord(ctx, customer, b)).name, "乙");
});

test("nothing is done beyond one's rights, and too much at once is refused", async () => {
  const [own = "", foreign = ""] = await make(2);
  const me = newId();
  const reach = (owners: string[]) => ({ all: false, owners, departments: [], shared: null });
  const reader = testContext(
    db,
    testPrincipal({ userId: me, reach: (_object, action) => (action === "read" ? { all: true, owners: [], departments: [], shared: null } : reach([me])) }),
  );
  const stranger = testContext(db, testPrincipal({ userId: me, reach: () => null }));
  for (const [who, code] of [
    [reader, "FORBIDDEN"],
    [stranger, "NOT_FOUND"],
  ] as const) {
    for (const work of [
      tagRecords(who, customer, [own, foreign], { add: ["x"], remove: [] }),
      transferRecords(who, customer, [own, foreign], { owner_id: me }),
      restoreAll(who, customer, [own, foreign]),
    ]) {
      const { failed, results } = await work;
      assert.equal(failed, 2);
      assert.ok(results.every((r) => !r.ok && (r.code === code || r.code === "NOT_FOUND")));
    }
  }
  assert.deepEqual((await getRecord(ctx, customer, own)).tags, []);
  const blind = testContext(db, testPrincipal({ restricted: { customer: { tags: "masked", version: "hidden" } } }));
  await assert.rejects(tagRecords(blind, customer, [own], { add: ["x"], remove: [] }), (e: ApplicationError) => e.code === "UNKNOWN_FIELD");
  const { results } = await transferRecords(blind, customer, [own], { owner_id: other });
  assert.ok(results[0]?.ok && !("version" in results[0]));
  await assert.rejects(restoreAll(ctx, customer, Array(10_001).fill(own)), (e: ApplicationError) => e.code === "TOO_MANY_RECORDS");
  assert.deepEqual((await restoreAll(ctx, customer, [])).results, []);
});
