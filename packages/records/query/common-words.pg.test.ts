import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { currentCatalog, listRecords, writeBatch } from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";
import { walkDepth } from "./common-words.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;

// every second one is a 科技, the first thousand are 早期, one in a hundred is 罕见
const names = Array.from({ length: 4000 }, (_, i) => `甲${i}${i % 2 ? "科技" : "贸易"}${i < 1000 ? "早期" : ""}${i % 100 ? "" : "罕见"}有限公司`);

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  for (let i = 0; i < names.length; i += 1000) {
    const result = await writeBatch(ctx, customer, { operation: "create", records: names.slice(i, i + 1000).map((name) => ({ name, industry: "金融" })) });
    assert.equal(result.created, 1000);
  }
  await db.query("analyze crm.customer");
});
after(() => close());

const depth = (contains: string) => walkDepth(db, customer, { filter: { name: { contains } } }, 51);

test("only common words are looked for among the newest", async () => {
  assert.ok(((await depth("科技")) ?? 0) > 100);
  assert.ok(((await depth("有限公司")) ?? 0) > 51);
  for (const word of ["罕见", "没有", "甲1科"]) assert.equal(await depth(word), null, word);
  assert.equal(await walkDepth(db, customer, { filter: { industry: "金融" } }, 51), null);
});

test("every page is the same as without looking there", async () => {
  for (const word of ["科技", "有限", "早期", "罕见", "贸易有限"]) {
    for (const sort of ["-created_at", "name", "-name"]) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listRecords(ctx, customer, {
          filter: { name: { contains: word }, industry: "金融" },
          sort,
          limit: 300,
          fields: ["name"],
          ...(cursor ? { cursor } : {}),
        });
        found.push(...page.data.map((r) => r.name as string));
        cursor = page.next ?? undefined;
      } while (cursor);
      assert.deepEqual([...found].sort(), names.filter((n) => n.includes(word)).sort(), `${word} ${sort}`);
      if (sort !== "-created_at") continue;
      const { rows } = await db.query<{ name: string }>("select name from crm.customer where name like $1 order by created_at desc, id desc", [`%${word}%`]);
      assert.deepEqual(
        found,
        rows.map((r) => r.name),
      );
    }
  }
});
