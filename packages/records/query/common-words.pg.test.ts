import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type Context, type Database, newId, type Reach } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { currentCatalog, listRecords, setTeam, writeBatch } from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";
import { walkDepth } from "./common-words.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;

// every second one is a 科技, the first thousand are 早期, one in a hundred is 罕见
const names = Array.from({ length: 4000 }, (_, i) => `甲${i}${i % 2 ? "科技" : "贸易"}${i < 1000 ? "早期" : ""}${i % 100 ? "" : "罕见"}有限公司`);

const [people, departments] = [Array.from({ length: 12 }, () => newId()), Array.from({ length: 5 }, () => newId())];
const ownerOf = (i: number) => people[i % 13] ?? null;
const departmentOf = (i: number) => departments[Math.floor(i / 7) % 6] ?? null;
const isShared = (i: number) => i % 91 === 5;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  await db.query(`insert into crm."user" (id, name, number) select u, 'x', u::text from unnest($1::uuid[]) u`, [people]);
  await db.query(`insert into crm.department (id, name, number) select u, 'x', u::text from unnest($1::uuid[]) u`, [departments]);
  const input = names.map((name, i) => ({ name, industry: "金融", owner_id: ownerOf(i), department_id: departmentOf(i) }));
  for (let i = 0; i < names.length; i += 1000) {
    const result = await writeBatch(ctx, customer, { operation: "create", records: input.slice(i, i + 1000) });
    assert.equal(result.created, 1000);
    for (const [n, one] of result.results.entries())
      if (one.ok && isShared(i + n)) await setTeam(ctx, customer, one.id, [{ user_id: people[0] as string, access: "read" }]);
  }
  await db.query("analyze crm.customer");
});
after(() => close());

const everyone = { ways: 1, reach: { all: true, owners: [], departments: [], shared: null } };
const depth = (contains: string) => walkDepth(db, customer, { filter: { name: { contains } } }, 51, everyone);

test("only common words are looked for among the newest", async () => {
  assert.ok(((await depth("科技")) ?? 0) > 100);
  assert.ok(((await depth("有限公司")) ?? 0) > 51);
  for (const word of ["罕见", "没有", "甲1科"]) assert.equal(await depth(word), null, word);
  assert.equal(await walkDepth(db, customer, { filter: { industry: "金融" } }, 51, everyone), null);
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

const readers: Record<string, Reach> = {
  "one department": { all: false, owners: [], departments: departments.slice(0, 1), shared: null },
  "oneself, a department and shares": {
    all: false,
    owners: people.slice(0, 1),
    departments: departments.slice(1, 2),
    shared: { userId: people[0] as string, access: "read" },
  },
  "many people": { all: false, owners: people.slice(2), departments: [], shared: null },
  "shares alone": { all: false, owners: [], departments: [], shared: { userId: people[0] as string, access: "read" } },
  "more keys than an index is asked for": { all: false, owners: [...people, ...Array.from({ length: 80 }, () => newId())], departments, shared: null },
};

test("whoever asks, by the index or by walking: what they may see, in order, and nothing else", async () => {
  for (const [who, reach] of Object.entries(readers)) {
    const reader = testContext(db, testPrincipal({ reach: () => reach }));
    for (const word of ["科技", "有限公司", "早期", "罕见", "没有", "甲12"]) {
      const expected = names.filter(
        (name, i) =>
          name.includes(word) &&
          (reach.owners.includes(ownerOf(i) ?? "") || reach.departments.includes(departmentOf(i) ?? "") || (reach.shared !== null && isShared(i))),
      );
      for (const sort of ["-created_at", "name", "-industry"]) {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const query = { filter: { name: { contains: word } }, sort, limit: 200, fields: ["name"], ...(cursor ? { cursor } : {}) };
          const page = await listRecords(reader, customer, query);
          found.push(...page.data.map((r) => r.name as string));
          cursor = page.next ?? undefined;
        } while (cursor);
        assert.deepEqual([...found].sort(), [...expected].sort(), `${who}: ${word} ${sort}`);
        if (sort === "-created_at") assert.deepEqual(found, await inOrder(expected), `${who}: ${word} ${sort}`);
      }
      assert.equal((await listRecords(reader, customer, { filter: { name: { contains: word } }, limit: 1, count: "exact" })).count, expected.length);
    }
  }
});

async function inOrder(names: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>("select name from crm.customer where name = any($1) order by created_at desc, id desc", [names]);
  return rows.map((r) => r.name);
}
