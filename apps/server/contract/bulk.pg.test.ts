import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "../testing.ts";

let t: TestServer;
let ids: string[];
before(async () => {
  t = await startTestServer();
  const { body } = await t.admin.post("/api/v1/customers/batch", { operation: "create", records: [{ name: "甲" }, { name: "乙" }] });
  ids = body.results.map((r: { id: string }) => r.id);
});
after(() => t.stop());

test("many are tagged, transferred and restored, each row answering for itself", async () => {
  const tagged = await t.admin.post("/api/v1/customers/batch-tags", { ids, add: [" 展会 "] });
  assert.equal(tagged.status, 200, tagged.text);
  assert.deepEqual([tagged.body.updated, tagged.body.results[0].previous], [2, { tags: [] }]);
  const me = (await t.admin.get("/api/v1/me")).body.id;
  const { body: colleague } = await t.admin.post("/api/v1/users", { name: "李同事", email: "bulk@test.example", password: "Bamboo-river-78" });
  const moved = await t.admin.post("/api/v1/customers/batch-transfer", { ids, owner_id: colleague.id });
  assert.deepEqual([moved.body.updated, moved.body.results[1].previous.owner_id], [2, me]);
  await t.admin.post("/api/v1/customers/batch", { operation: "delete", records: ids.map((id) => ({ id })) });
  const restored = await t.admin.post("/api/v1/customers/batch-restoration", { ids });
  assert.deepEqual([restored.body.updated, restored.body.results[0].outcome], [2, "restored"]);
});

test("a transfer says what went along with each record, so that undoing it gives back just that", async () => {
  const person = async (name: string) =>
    (await t.admin.post("/api/v1/users", { name, email: `${name}@bulk.example`, password: "Bamboo-river-78" })).body.id as string;
  const [from, to] = [await person("from"), await person("to")];
  const make = async (path: string, body: object) => (await t.admin.post(`/api/v1/${path}`, body)).body.id as string;
  const customer = await make("customers", { name: "带走", owner_id: from });
  const about = { customer_id: customer, owner_id: from };
  const contact = await make("contacts", { name: "跟着走", ...about });
  const [deal, task] = [
    await make("opportunities", { name: "跟着走的单", contact_id: contact, ...about }),
    await make("tasks", { name: "跟着走的事", ...about }),
  ];
  const kept = await make("contacts", { name: "本来就是新负责人的", customer_id: customer, owner_id: to });
  const moved = await t.admin.post("/api/v1/customers/batch-transfer", { ids: [customer], owner_id: to });
  const [row] = moved.body.results;
  const paths = Object.entries(row.along as Record<string, { id: string }[]>).map(([path, rows]) => [path, rows.map((r) => r.id)]);
  assert.deepEqual(Object.fromEntries(paths), { contacts: [contact], opportunities: [deal], tasks: [task] });
  const back = { customers: [row], ...row.along } as Record<string, { id: string; version: number; previous: object }[]>;
  for (const [path, rows] of Object.entries(back)) {
    const records = rows.map(({ id, version, previous }) => ({ id, version, ...previous }));
    const undone = await t.admin.post(`/api/v1/${path}/batch`, { operation: "update", records });
    assert.equal(undone.body.updated, rows.length, undone.text);
  }
  const ownerOf = async (path: string, id: string) => (await t.admin.get(`/api/v1/${path}/${id}`)).body.owner_id;
  assert.deepEqual(
    [await ownerOf("customers", customer), await ownerOf("contacts", contact), await ownerOf("opportunities", deal), await ownerOf("tasks", task)],
    [from, from, from, from],
  );
  assert.equal(await ownerOf("contacts", kept), to);
});

test("bulk commands refuse what they cannot read, by its path", async () => {
  const wrong: [string, unknown, number, string?][] = [
    ["batch-restoration", {}, 422, "ids"],
    ["batch-restoration", { ids: "x" }, 422, "ids"],
    ["batch-restoration", { ids: ["nope"] }, 422, "ids.0"],
    ["batch-restoration", { ids, more: 1 }, 400, "more"],
    ["batch-restoration", { ids: Array(10_001).fill(ids[0]) }, 400, "ids"],
    ["batch-restoration", [], 400],
    ["batch-transfer", { ids }, 422, "owner_id"],
    ["batch-transfer", { ids, owner_id: "me" }, 422, "owner_id"],
    ["batch-tags", { ids }, 422, "add"],
    ["batch-tags", { ids, add: [""] }, 422, "add.0"],
    ["batch-tags", { ids, add: [1] }, 422, "add.0"],
    ["batch-tags", { ids, remove: "x" }, 422, "remove"],
    ["batch-tags", { ids, add: Array(101).fill("x") }, 422, "add"],
  ];
  for (const [command, body, status, path] of wrong) {
    const reply = await t.admin.post(`/api/v1/customers/${command}`, body);
    assert.equal(reply.status, status, `${command} ${reply.text.slice(0, 300)}`);
    if (path) assert.equal(reply.body.errors[0].path, path, reply.text);
    assert.equal((await t.withToken(null).post(`/api/v1/customers/${command}`, body)).status, 401);
  }
  const long = await t.admin.post("/api/v1/customers/batch-tags", { ids, add: ["长".repeat(101), "a\0b"] });
  assert.equal(long.body.failed, 2, long.text);
  assert.equal((await t.admin.post("/api/v1/nothings/batch-tags", { ids, add: ["x"] })).status, 404);
});

test("relative days and sums speak the caller's time", async () => {
  const filter = encodeURIComponent('{"created_at":{"relative":"today"}}');
  assert.equal((await t.admin.get(`/api/v1/customers?filter=${filter}`)).body.data.length, 3);
  assert.equal((await t.admin.get(`/api/v1/customers?time_zone=Mars/Base&filter=${filter}`)).status, 400);
  const bad = await t.admin.get(`/api/v1/customers?filter=${encodeURIComponent('{"created_at":{"gte":{"relative":"sometime"}}}')}`);
  assert.deepEqual([bad.status, bad.body.errors[0].path], [400, "filter.created_at.gte"]);
  const sums = await t.admin.get(`/api/v1/customers/aggregate?group=created_at:day&q=${encodeURIComponent("甲")}&scene=all`);
  assert.equal(sums.status, 200, sums.text);
  assert.equal((await t.admin.get("/api/v1/customers/aggregate?deleted=true&measures=count")).body.data[0].count, 0);
});
