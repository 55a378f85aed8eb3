import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Context } from "@keshu/kernel";
import { createRecord, deleteRecord, historyConsumer, listRecords, registerRules, restoreRecord, runConsumer, updateRecord } from "@keshu/records";
import { testContext, testPrincipal } from "@keshu/records/testing";
import { objectNamed, prepareTransfer, type TransferTest } from "../testing.ts";
import { findImport } from "./import-store.ts";
import { previewReversal } from "./preview-reversal.ts";
import { runImport } from "./run-import.ts";
import type { Reversal, StoredImport } from "./stored-import.ts";

let t: TransferTest;
let colleague: Context;
before(async () => {
  t = await prepareTransfer();
  colleague = testContext(t.db, testPrincipal());
  // A group counts its companies, as sales count what belongs to a customer.
  registerRules([
    {
      object: "customer",
      async afterWrite(ctx, rows, object) {
        const rule = { ...ctx, origin: "rule" };
        for (const { operation, stored, values } of rows) {
          const parent = operation === "update" ? null : (values.parent_id ?? stored?.parent_id);
          if (typeof parent !== "string") continue;
          const [group] = (await listRecords(rule, object, { filter: { id: parent } })).data;
          if (group) await updateRecord(rule, object, parent, { score: Number(group.score ?? 0) + (operation === "create" ? 1 : -1) });
        }
      },
    },
  ]);
});
after(() => t.close());

const one = async (name: string, deleted = false) => (await listRecords(t.admin, objectNamed("customer"), { deleted, filter: { name } })).data[0];
const idOf = async (name: string) => (await one(name))?.id as string;

/** All of the log copied into history and forgotten, as after some weeks. */
async function weeksLater(): Promise<void> {
  while (await runConsumer(t.db, historyConsumer));
  await t.db.query("delete from keshu.change");
}

async function undo(done: StoredImport): Promise<Reversal | null | undefined> {
  await t.db.query("update keshu.import set state = 'running', phase = 'reversing' where id = $1", [done.id]);
  await runImport(t.seams, done.id, { signal: new AbortController().signal });
  return (await findImport(t.db, done.id))?.reversal;
}

for (const isLater of [false, true])
  test(`undo: what was made and changed by others since stays${isLater ? ", weeks later" : ""}`, async () => {
    const p = isLater ? "后" : "前";
    const customer = objectNamed("customer");
    const done = await t.importFile(`客户名称\n${[..."甲乙丙丁戊"].map((c) => p + c).join("\n")}\n`, { duplicates: "create" });
    assert.deepEqual(await previewReversal(t.admin, done, customer), { deleted: 5, restored: 0 });
    await updateRecord(colleague, customer, await idOf(`${p}甲`), { remark: "谈过了" });
    await deleteRecord(colleague, customer, await idOf(`${p}乙`));
    const back = await idOf(`${p}丙`);
    await deleteRecord(colleague, customer, back);
    await restoreRecord(colleague, customer, back);
    await createRecord(colleague, customer, { name: `${p}分公司`, parent_id: await idOf(`${p}丁`) });
    if (isLater) await weeksLater();
    const kept = [await idOf(`${p}甲`), back, await idOf(`${p}丁`)];
    assert.deepEqual(await previewReversal(t.admin, done, customer), { deleted: 1, restored: 0 });
    const reversal = await undo(done);
    assert.deepEqual(
      [reversal?.deleted, reversal?.kept_count, new Set(reversal?.kept.map((k) => `${k.id} ${k.code}`))],
      [1, 3, new Set(kept.map((id) => `${id} STALE_VERSION`))],
    );
    assert.equal((await one(`${p}甲`))?.remark, "谈过了");
    assert.ok(await one(`${p}戊`, true));
  });

test("undo: what the import's own rules and the server wrote keeps nothing, in whichever of its chunks", async () => {
  const customer = objectNamed("customer");
  const filler = Array.from({ length: 1200 }, (_, i) => `填${i},`);
  const done = await t.importFile(`客户名称,集团\n总部,\n同块,总部\n${filler.join("\n")}\n异块,总部\n新子,新集团\n`, { create_records: true });
  assert.equal(done.created, 1204);
  assert.equal((await one("总部"))?.score, 2);
  const server = { ...t.admin, origin: "rule", principal: { ...testPrincipal(), kind: "system" as const } };
  await updateRecord(server, customer, await idOf("填7"), { score: 7 });
  await weeksLater();
  assert.deepEqual(await previewReversal(t.admin, done, customer), { deleted: 1204, restored: 0 });
  const reversal = await undo(done);
  assert.deepEqual([reversal?.deleted, reversal?.kept], [1205, []]);
});

test("undo: what stays is not made again when the file comes again", async () => {
  const file = "外部编号,客户名称\n,留一\n,留二\n";
  const done = await t.importFile(file, { key: ["code"] });
  await updateRecord(colleague, objectNamed("customer"), await idOf("留一"), { remark: "改过" });
  assert.deepEqual([(await undo(done))?.deleted, (await t.importFile(file, { key: ["code"] })).created], [1, 1]);
});
