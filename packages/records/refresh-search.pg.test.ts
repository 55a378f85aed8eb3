import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { addField, currentCatalog, getRecord, refreshSearch, searchRecords, updateField, writeBatch } from "./index.ts";
import { prepareEngine, testContext } from "./testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
});
after(() => close());

const customer = () => currentCatalog().byName.get("customer") as ObjectType;
const find = async (q: string) => (await searchRecords(ctx, { q })).data.map((hit) => hit.title);

test("records written by older rules are found again once their columns were made anew", async () => {
  const records = Array.from({ length: 1200 }, (_, i) => ({ name: `甲${i}号` }));
  for (let i = 0; i < records.length; i += 600) await writeBatch(ctx, customer(), { operation: "create", records: records.slice(i, i + 600) });
  const created = await writeBatch(ctx, customer(), { operation: "create", records: [{ name: "杭州创新科技" }] });
  const id = created.results[0]?.ok ? created.results[0].id : "";
  await db.query("update crm.customer set grams = '{}', title_text = null where true");
  assert.deepEqual(await find("杭州创新"), []);
  assert.equal(await refreshSearch(db, { pause: 0 }), 1201);
  assert.deepEqual(await find("杭州创新"), ["杭州创新科技"]);
  assert.deepEqual(await find("杭州科计"), []);
  assert.deepEqual(await find("创新科计"), ["杭州创新科技"]);
  assert.equal((await getRecord(ctx, customer(), id)).version, 1);
  assert.equal(await refreshSearch(db, { pause: 0 }), 0);
});

test("a field that search begins to look in is found in old records too", async () => {
  await addField(ctx, "customer", { name: "nickname", type: "text", label: { zh: "别名", en: "Nickname" }, searchable: false });
  const created = await writeBatch(ctx, customer(), { operation: "create", records: [{ name: "某公司", nickname: "大黄蜂" }] });
  assert.equal(created.created, 1);
  await refreshSearch(db, { pause: 0 });
  assert.deepEqual(await find("黄蜂"), []);
  await updateField(ctx, "customer", "nickname", { searchable: true });
  const stopped = new AbortController();
  stopped.abort();
  assert.equal(await refreshSearch(db, { signal: stopped.signal }), 0);
  assert.ok((await refreshSearch(db, { pause: 0 })) > 1200);
  assert.deepEqual(await find("黄蜂"), ["某公司"]);
});
