import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type Context, type Database, newId } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, listRecords, searchRecords, writeBatch } from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;

const me = newId();
const own = { all: false, owners: [me], departments: [], shared: { userId: me, access: "read" as const } };
const reader = (restricted: Record<string, "hidden" | "masked"> = {}) =>
  testContext(db, testPrincipal({ userId: me, reach: () => own, restricted: { customer: restricted } }));

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  await db.query(`insert into crm."user" (id, name) values ($1, '销售')`, [me]);
  const records = [
    { name: "杭州创新科技有限公司", phone: "13800001234", owner_id: me },
    { name: "科技" },
    { name: "科技之星" },
    { name: "卓凌科技（重慶）有限公司", email: "sales@zhuoling.cn" },
    { name: "张晓明", owner_id: me },
    { name: "Microsoft China" },
    { name: "华瀚物流" },
    ...Array.from({ length: 3000 }, (_, i) => ({ name: `第${i}${i % 2 ? "实业" : "科技"}公司`, ...(i % 10 ? {} : { owner_id: me }) })),
  ];
  for (let i = 0; i < records.length; i += 1000)
    assert.equal((await writeBatch(ctx, customer, { operation: "create", records: records.slice(i, i + 1000) })).failed, 0);
  await db.query("analyze crm.customer");
});
after(() => close());

const titles = async (q: string, who: Context = ctx, limit = 20) => (await searchRecords(who, { q, limit })).data.map((hit) => hit.title);

test("the very title comes first, then beginnings, also of a common word", async () => {
  assert.deepEqual((await titles("科技")).slice(0, 2), ["科技", "科技之星"]);
  assert.deepEqual(new Set((await titles("keji")).slice(0, 2)), new Set(["科技", "科技之星"]));
  assert.equal((await titles("科技")).length, 20);
  assert.deepEqual(new Set(await titles("科")), new Set(["科技之星", "科技"]));
});

test("words, readings, both scripts, letters beside characters", async () => {
  for (const q of ["杭州 科技", "hzcxkj", "hangzhouchuangxin", "杭州創新", "创新keji", "hangzhou创新", "杭州cx", "1380000", "138 0000 1234"])
    assert.equal((await titles(q))[0], "杭州创新科技有限公司", q);
  assert.deepEqual(await titles("重庆"), ["卓凌科技（重慶）有限公司"]);
});

test("a sound or a mistake finds what was meant, behind what was asked for", async () => {
  for (const [q, title] of [
    ["杭州创新科计", "杭州创新科技有限公司"],
    ["航州创新", "杭州创新科技有限公司"],
    ["杭州新科技", "杭州创新科技有限公司"],
    ["hangzuochuangxin", "杭州创新科技有限公司"],
    ["张小明", "张晓明"],
    ["章晓明", "张晓明"],
    ["zhanxiaoming", "张晓明"],
    ["microsft", "Microsoft China"],
    ["华翰物流", "华瀚物流"],
    ["华润物流", "华瀚物流"],
  ] as const) {
    const [hit] = (await searchRecords(ctx, { q })).data;
    assert.deepEqual([hit?.title, hit?.is_similar], [title, true], q);
  }
  assert.deepEqual(await titles("完全没有的公司名"), []);
});

test("what matched is told as a part of the title, with what tells the record from others", async () => {
  const [hit] = (await searchRecords(ctx, { q: "創新" })).data;
  assert.deepEqual(
    hit?.ranges.map(([from, to]) => hit.title.slice(from, to)),
    ["创新"],
  );
  assert.deepEqual(hit?.details, [{ field: "owner_id", text: "销售" }]);
  Object.assign(customer, { listFields: ["created_at"] });
  const [dated] = (await searchRecords(ctx, { q: "創新" })).data;
  Object.assign(customer, { listFields: undefined });
  assert.match(dated?.details[0]?.text ?? "", /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/); // a moment as people say it
  const long = await createRecord(ctx, customer, { name: `${"很长的名字".repeat(60)}终点站${"后面".repeat(40)}` });
  const [cut] = (await searchRecords(ctx, { q: "终点站" })).data;
  assert.equal(cut?.id, long.id);
  assert.ok((cut?.title.length ?? 0) < 170);
  assert.deepEqual(
    cut?.ranges.map(([from, to]) => cut.title.slice(from, to)),
    ["终点站"],
  );
});

test("a number is found whole, by its beginning, and by its running part", async () => {
  const { data } = await listRecords(ctx, customer, { filter: { name: "华瀚物流" } });
  const number = String(data[0]?.number);
  const run = String(Number(number.split("-")[1]));
  for (const q of [number, number.toLowerCase(), `#${run}`, run.padStart(6, "0")]) assert.equal((await titles(q))[0], "华瀚物流", q);
  assert.ok((await titles(number.slice(0, -1))).length > 0);
  assert.deepEqual(await titles("#99999999"), []);
});

test("nothing is found beyond the reader's rights", async () => {
  assert.deepEqual((await titles("科技", reader(), 200)).length, 200);
  assert.deepEqual(await titles("华瀚物流", reader()), []);
  assert.deepEqual(await titles("华翰物流", reader()), []);
  assert.deepEqual(await titles("张小明", reader()), ["张晓明"]);
  assert.deepEqual(await titles("1380000", reader({ phone: "hidden" })), []);
  assert.equal((await titles("1380000", reader()))[0], "杭州创新科技有限公司");
  for (const access of ["hidden", "masked"] as const) {
    assert.deepEqual(await titles("张晓明", reader({ name: access })), []);
    assert.deepEqual(await titles("张小明", reader({ name: access })), []);
  }
  assert.deepEqual((await searchRecords(testContext(db, testPrincipal({ reach: () => null })), { q: "科技" })).data, []);
});

test("odd input is no error", async () => {
  for (const q of [
    "%",
    "_",
    "\\",
    "'",
    '"',
    "#",
    ">",
    " ",
    "。",
    "a",
    "😀",
    "{}",
    "a".repeat(200),
    "杭".repeat(200),
    "zh".repeat(100),
    "1".repeat(200),
    "-",
    "a b c d e f g h i j",
  ])
    assert.ok(Array.isArray(await titles(q)), q);
});

test("a list finds words as the search does, in the reader's order and pages", async () => {
  for (const who of [ctx, reader()]) {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecords(who, customer, { q: "科技", sort: "-created_at", limit: 40, fields: ["name"], ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map((r) => r.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    const access = who === ctx ? "" : " and owner_id = $1";
    const { rows } = await db.query<{ id: string }>(
      `select id from crm.customer where search_text like '%科技%'${access} order by created_at desc, id desc`,
      who === ctx ? [] : [me],
    );
    assert.deepEqual(
      seen,
      rows.map((r) => r.id),
    );
  }
  const found = await listRecords(ctx, customer, { q: "杭州 科技" });
  assert.deepEqual(
    found.data.map((r) => r.name),
    ["杭州创新科技有限公司"],
  );
});
