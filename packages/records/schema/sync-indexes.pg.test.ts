import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, listRecords, syncSchema } from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
});
after(() => close());

const indexes = async (): Promise<string[]> =>
  (
    await db.query<{ name: string }>(
      "select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'crm.customer'::regclass and i.indisvalid order by 1",
    )
  ).rows.map((row) => row.name);

test("the database of an earlier release gets the indexes of this one, once, though two servers start", async () => {
  const customer = currentCatalog().byName.get("customer") as ObjectType;
  const ctx = testContext(db);
  const { id } = await createRecord(ctx, customer, { name: "杭州云启科技有限公司" });
  const now = await indexes();
  assert.ok(now.includes("customer_gram_keys_idx"));
  await db.query("vacuum crm.customer"); // only then does PostgreSQL say that the table has pages
  await db.query("drop index crm.customer_gram_keys_idx; create index customer_grams_idx on crm.customer using gin (grams) where deleted_at is null");
  const told: string[] = [];
  const start = () => syncSchema(db, currentCatalog(), (object) => told.push(object.name));
  await Promise.all([start(), start()]);
  assert.deepEqual(await indexes(), now);
  assert.ok(told.length <= 2 && told.every((name) => name === "customer"), told.join());
  await start();
  assert.ok(told.length <= 2);
  const { data } = await listRecords(ctx, customer, { filter: { name: { contains: "云启" } } });
  assert.deepEqual(
    data.map((r) => r.id),
    [id],
  );
});
