import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "@keshu/kernel";
import { systemContext } from "@keshu/people";
import { notify, runConsumer } from "@keshu/records";
import { type Office, type Person, startOffice } from "../../testing.ts";
import { notificationConsumer } from "./consumer.ts";
import { pruneNotifications } from "./store.ts";

let t: Office;
before(async () => {
  t = await startOffice();
});
after(() => t.stop());

type Notice = { id: string; kind: string; title: string; body: string | null; object: string | null; record_id: string | null; record_title: string | null };
const noticesOf = async (person: Person): Promise<Notice[]> => (await person.api.get("/api/v1/notifications?limit=100")).body.data;
const clear = async () => void (await t.db.query("delete from keshu.notification"));

/** Resolves when the consumer has read everything that was written until now. */
async function settled(): Promise<void> {
  await t.waitFor(async () => {
    const { rows } = await t.db.query<{ done: boolean }>(
      `select not exists (select from keshu.change c, keshu.consumer k where k.name = 'notifications' and (c.transaction, c.sequence) > (k.transaction, k.sequence)) as done`,
    );
    return rows[0]?.done;
  }, "the consumer");
}

test("who is named in a text is told, once, and only when they may read it", async () => {
  await clear();
  const mark = (person: Person, name: string) => `@[${name}](user:${person.id})`;
  const customer = await t.manager.api.post("/api/v1/customers", { name: "杭州云帆科技", owner_id: t.chen.id });
  await settled();
  await clear();
  const text = `${"铺垫".repeat(100)}请${mark(t.chen, "陈静")}下周一前报价，${mark(t.li, "李雷")}和${mark(t.chen, "陈静")}抄送，${mark(t.manager, "周经理")}`;
  const activity = await t.manager.api.post("/api/v1/activities", { type: "call", content: text, customer_id: customer.body.id, owner_id: t.chen.id });
  assert.equal(activity.status, 201, activity.text);
  await settled();
  const told = await noticesOf(t.chen);
  assert.deepEqual(
    told.map(({ kind, record_title }) => [kind, record_title]),
    [["mention", "杭州云帆科技"]],
    "who is named in what they are given hears of it once; a note is named by what it belongs to",
  );
  const [mention] = told;
  assert.equal(mention?.title, `周经理在${await labelOf("activity")}中提到了你`);
  assert.equal(mention?.record_id, activity.body.id);
  assert.match(String(mention?.body), /^….*请@陈静下周一前报价，@李雷和@陈静抄送/);
  assert.ok(!mention?.body?.includes("user:"));
  assert.deepEqual(await noticesOf(t.li), [], "li may not read the activity");
  assert.deepEqual(await noticesOf(t.manager), [], "nobody is told of what they wrote themselves");

  // an edit that names nobody anew tells nobody; one that does tells the new one
  await t.manager.api.patch(`/api/v1/activities/${activity.body.id}`, { content: `${text}。补充` });
  await settled();
  assert.equal((await noticesOf(t.chen)).length, 1);
});

async function labelOf(name: string): Promise<string | undefined> {
  return (await t.admin.get(`/api/v1/catalog/objects/${name}`)).body.label.zh;
}

test("a mention in a field hidden from the reader is none", async () => {
  await clear();
  const customer = await t.manager.api.post("/api/v1/customers", { name: "保密备注", owner_id: t.chen.id, remark: `@[陈静](user:${t.chen.id}) 别外传` });
  assert.equal(customer.status, 201, customer.text);
  await settled();
  assert.deepEqual(
    (await noticesOf(t.chen)).map((notice) => notice.kind),
    ["assigned"],
  );
});

test("what a mention quotes is gone once its field is hidden from the reader", async () => {
  await clear();
  const customer = await t.manager.api.post("/api/v1/customers", { name: "后来保密", owner_id: t.chen.id });
  const text = `@[陈静](user:${t.chen.id}) 底价是八折`;
  await t.manager.api.post("/api/v1/activities", { type: "call", content: text, customer_id: customer.body.id, owner_id: t.chen.id });
  await settled();
  const mention = async () => (await noticesOf(t.chen)).find((notice) => notice.kind === "mention");
  assert.match(String((await mention())?.body), /底价是八折/);
  const roles = (await t.admin.get("/api/v1/roles?limit=100")).body.data as { id: string; name: string; version: number; fields: unknown[] | null }[];
  const held = (await t.admin.get(`/api/v1/users/${t.chen.id}`)).body.role_ids as string[];
  const before = roles.filter((role) => held.includes(role.id));
  for (const access of ["hidden", "masked"]) {
    for (const role of before)
      await t.admin.patch(`/api/v1/roles/${role.id}`, { fields: [...(role.fields ?? []), { object: "activity", field: "content", access }] });
    await t.db.query("update keshu.notification set field = case when $1 = 'masked' then null else field end", [access]);
    const told = await mention();
    assert.deepEqual([told?.body, told?.record_title], [null, "后来保密"], access);
  }
  for (const role of before) assert.equal((await t.admin.patch(`/api/v1/roles/${role.id}`, { fields: role.fields ?? [] })).status, 200);
});

test("a new owner is told by others, not by themselves; many at once are one notification", async () => {
  await clear();
  const own = await t.chen.api.post("/api/v1/customers", { name: "自建" });
  await t.manager.api.patch(`/api/v1/customers/${own.body.id}`, { name: "改名" });
  await settled();
  assert.deepEqual(await noticesOf(t.chen), []);
  assert.equal((await t.chen.api.post(`/api/v1/customers/${own.body.id}/transfer`, { owner_id: t.li.id })).status, 200);
  await settled();
  const [notice, ...others] = await noticesOf(t.li);
  assert.deepEqual([notice?.kind, notice?.title, notice?.record_title, others.length], ["assigned", "陈静把客户交给你负责", "改名", 0]);
  const english = await t.li.api.get("/api/v1/notifications", { "accept-language": "en" });
  assert.equal(english.body.data[0].title, "陈静 made you the owner of a customer");

  await clear();
  await t.manager.api.post("/api/v1/customers/batch", {
    operation: "create",
    records: Array.from({ length: 12 }, (_, i) => ({ name: `分配 ${i}`, owner_id: t.west.id })),
  });
  await settled();
  const [together, ...rest] = await noticesOf(t.west);
  assert.deepEqual([together?.title, together?.object, together?.record_id, rest.length], ["周经理把 12 条客户交给你负责", "customer", null, 0]);
});

test("a deal changes hands with its parts as one thing to be told", async () => {
  await clear();
  const customer = await t.chen.api.post("/api/v1/customers", { name: "整单" });
  const deal = await t.chen.api.post("/api/v1/opportunities", { name: "整单商机", customer_id: customer.body.id });
  for (const name of ["主机", "备件"])
    assert.equal((await t.chen.api.post("/api/v1/opportunity_lines", { opportunity_id: deal.body.id, name, unit_price: 1 })).status, 201);
  await settled();
  assert.equal((await t.chen.api.post(`/api/v1/opportunities/${deal.body.id}/transfer`, { owner_id: t.li.id })).status, 200);
  await settled();
  assert.deepEqual(
    (await noticesOf(t.li)).map((n) => n.object),
    ["opportunity"],
  );
});

test("who is added to a team is told; what they lose afterwards is not told any more", async () => {
  await clear();
  const customer = await t.manager.api.post("/api/v1/customers", { name: "共享机密", owner_id: t.chen.id });
  const team = (members: object[]) => t.manager.api.put(`/api/v1/customers/${customer.body.id}/team`, { members });
  assert.equal((await team([{ user_id: t.li.id, access: "read" }])).status, 200);
  await team([{ user_id: t.li.id, access: "write" }]);
  await settled();
  const told = await noticesOf(t.li);
  assert.deepEqual(
    told.map(({ kind, title, record_title }) => [kind, title, record_title]),
    [["shared", "周经理与你共享了客户", "共享机密"]],
  );
  await team([]);
  const reply = await t.li.api.get("/api/v1/notifications");
  assert.ok(!reply.text.includes("共享机密") && !reply.text.includes(customer.body.id), reply.text);
  assert.equal(reply.body.data.length, 1);
});

test("reading: pages, unread only, some, all; nobody else's", async () => {
  await clear();
  const ctx = systemContext(t.db);
  for (let i = 0; i < 5; i++)
    await notify(ctx, { user_ids: [t.chen.id], kind: "system", title: { zh: `第${i}条`, en: `No ${i}` }, body: { zh: "正文", en: "Body" } });
  const first = (await t.chen.api.get("/api/v1/notifications?limit=2")).body;
  assert.deepEqual([first.data.map((notice: Notice) => notice.title), first.unread], [["第 4 条", "第 3 条"], 5]);
  const second = (await t.chen.api.get(`/api/v1/notifications?limit=10&cursor=${first.next}`)).body;
  assert.deepEqual([second.data.length, second.next], [3, null]);
  const ids = first.data.map((notice: Notice) => notice.id);
  assert.deepEqual((await t.li.api.post("/api/v1/notifications/read", { ids })).body, { unread: 0 });
  assert.deepEqual((await t.chen.api.post("/api/v1/notifications/read", { ids })).body, { unread: 3 });
  assert.equal((await t.chen.api.get("/api/v1/notifications?unread=true")).body.data.length, 3);
  assert.deepEqual((await t.chen.api.post("/api/v1/notifications/read", { all: true })).body, { unread: 0 });
  assert.equal((await t.chen.api.post("/api/v1/notifications/read", {})).status, 422);
  assert.equal((await t.chen.api.post("/api/v1/notifications/read", { ids: ["x"] })).status, 422);
  for (const query of ["limit=0", "limit=1000", "cursor=x", "unread=maybe", "what=1"])
    assert.equal((await t.chen.api.get(`/api/v1/notifications?${query}`)).status, 400, query);
  assert.equal((await t.withToken(null).get("/api/v1/notifications")).status, 401);
  await t.db.query("update keshu.notification set at = now() - interval '91 days' where id = any($1::uuid[])", [ids]);
  await pruneNotifications(t.db);
  assert.equal((await noticesOf(t.chen)).length, 3);
});

test("notify tells a thing once for a key, and nobody what they may not read", async () => {
  await clear();
  const customer = await t.chen.api.post("/api/v1/customers", { name: "提醒客户" });
  const notification = {
    user_ids: [t.chen.id, t.li.id, t.chen.id, newId(), "nobody"],
    kind: "reminder" as const,
    title: { zh: "该联系了", en: "Time to call" },
    object: "customer",
    record_id: customer.body.id,
    key: "reminder:1",
  };
  await Promise.all([notify(systemContext(t.db), notification), notify(systemContext(t.db), notification)]);
  await notify(systemContext(t.db), notification);
  assert.deepEqual([(await noticesOf(t.chen)).length, (await noticesOf(t.li)).length], [1, 0]);
  await assert.rejects(
    t.db.transaction(async (tx) => {
      await notify(systemContext(tx), { ...notification, key: "reminder:2" });
      throw new Error("rolled back");
    }),
  );
  assert.equal((await noticesOf(t.chen)).length, 1);
  await notify(systemContext(t.db), { ...notification, key: "mention:1", body: `@[李强](user:${t.li.id}) 看一下` });
  assert.equal((await noticesOf(t.chen)).find((n) => n.body !== null)?.body, "@李强 看一下");
});

test("no change is told twice: not by several servers, not after one died in the middle", async () => {
  await settled();
  await clear();
  const dying = {
    ...notificationConsumer,
    handle: (...given: Parameters<typeof notificationConsumer.handle>) => notificationConsumer.handle(...given).then(() => Promise.reject(new Error("killed"))),
  };
  const writes = Array.from({ length: 10 }, async (_, i) => {
    const made = await t.manager.api.post("/api/v1/leads", { name: `线索 ${i}`, owner_id: t.west.id });
    assert.equal(made.status, 201, made.text);
    await runConsumer(t.db, dying).catch(() => {});
    await Promise.all([runConsumer(t.db, notificationConsumer), runConsumer(t.db, notificationConsumer)]);
  });
  await Promise.all(writes);
  await settled();
  const { rows } = await t.db.query<{ told: number; records: number }>(
    "select sum(count)::int as told, count(*)::int as records from keshu.notification where user_id = $1 and kind = 'assigned'",
    [t.west.id],
  );
  assert.equal(rows[0]?.told, 10);
});
