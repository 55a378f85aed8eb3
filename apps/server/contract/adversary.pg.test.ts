import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type ApiClient, startTestServer, type TestServer } from "../testing.ts";

let t: TestServer;
let li: ApiClient;
let liId: string;
let roleId: string;
const password = "Bamboo-river-78";
const everything = { object: "*", create: "self", read: "self", update: "self", delete: "self", export: "self", import: "self" };
const fields = [
  { object: "customer", field: "remark", access: "hidden" },
  { object: "customer", field: "mobile", access: "masked" },
];
before(async () => {
  t = await startTestServer();
  roleId = (await t.admin.post("/api/v1/roles", { name: "有限", permissions: [everything], fields, platform: ["record.purge"] })).body.id;
  liId = (await t.admin.post("/api/v1/users", { name: "李限", email: "li@adversary.example", password, role_ids: [roleId] })).body.id;
  li = await t.as({ email: "li@adversary.example", password });
});
after(() => t.stop());

const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const role = (change: object) => t.admin.patch(`/api/v1/roles/${roleId}`, change);

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("waited in vain");
}

test("a file goes with its record: who no longer sees that reads it no more, also its uploader", async () => {
  await t.admin.post("/api/v1/catalog/objects", {
    name: "paper",
    plural: "papers",
    label: { zh: "文件夹", en: "Paper" },
    fields: [
      { name: "name", type: "text", label: "名称" },
      { name: "scans", type: "file", label: "扫描件" },
    ],
  });
  const form = new FormData();
  form.append("file", new Blob(["底价"]), "a.txt");
  const file = (await li.post("/api/v1/files", form)).body.id as string;
  assert.equal((await li.get(`/api/v1/files/${file}`)).status, 200);
  const paper = await li.post("/api/v1/papers", { name: "合同", scans: [file] });
  await until(async () => (await t.db.query("select 1 from keshu.file where id = $1 and record_id is not null", [file])).rows.length > 0);
  assert.equal((await li.get(`/api/v1/files/${file}`)).status, 200);
  const me = (await t.admin.get("/api/v1/me")).body.id;
  assert.equal((await t.admin.post(`/api/v1/papers/${paper.body.id}/transfer`, { owner_id: me })).status, 200);
  assert.equal((await li.get(`/api/v1/files/${file}`)).status, 404);
  assert.equal((await t.admin.get(`/api/v1/files/${file}`)).status, 200);
  // for good: the file goes, too
  await t.admin.delete(`/api/v1/papers/${paper.body.id}`);
  assert.equal((await t.admin.post("/api/v1/papers/batch-purge", { ids: [paper.body.id] })).body.results[0].outcome, "purged");
  await until(async () => (await t.db.query("select 1 from keshu.file where id = $1 and expires_at <= now()", [file])).rows.length > 0);
  assert.equal((await t.admin.get(`/api/v1/files/${file}`)).status, 404);
});

test("the bin obeys fields as the list does, and deleting for good a key's scopes", async () => {
  const { body: customer } = await t.admin.post("/api/v1/customers", { name: "回收", remark: "底价八折", mobile: "13912340000", owner_id: liId });
  await t.admin.delete(`/api/v1/customers/${customer.id}`);
  for (const query of [
    `deleted=true&filter=${json({ remark: { contains: "底价" } })}`,
    `deleted=true&filter=${json({ or: [{ mobile: "13912340000" }] })}`,
    "deleted=true&sort=remark",
    "deleted=true&fields=remark",
  ])
    assert.equal((await li.get(`/api/v1/customers?${query}`)).status, 400, query);
  assert.equal((await li.get(`/api/v1/customers/aggregate?deleted=true&group=mobile`)).status, 400);
  const listed = await li.get("/api/v1/customers?deleted=true");
  assert.ok(listed.text.includes("回收") && !listed.text.includes("底价") && !listed.text.includes("13912340000"));
  assert.equal((await li.get(`/api/v1/customers?deleted=true&q=${encodeURIComponent("底价八折")}`)).body.data.length, 0);
  assert.equal((await li.get(`/api/v1/customers/${customer.id}/history`)).status, 404);
  const key = async (scopes: string[]) => t.withToken((await li.post("/api/v1/api_keys", { name: "k", scopes })).body.token);
  const purge = async (client: ApiClient) => {
    const { status, body } = await client.post("/api/v1/customers/batch-purge", { ids: [customer.id] });
    return status === 200 ? (body.results[0].outcome ?? body.results[0].code) : status;
  };
  assert.equal(await purge(await key(["customer.*"])), 403);
  assert.equal(await purge(await key(["*.read", "record.purge"])), 403);
  await role({ platform: [] });
  assert.equal(await purge(li), 403);
  await role({ platform: ["record.purge"] });
  assert.equal(await purge(await key(["customer.*", "record.purge"])), "purged");
  const events = (await t.admin.get("/api/v1/audit_events?kind=record.purged&limit=5")).body.data;
  assert.deepEqual([events[0].actor, events[0].object, events[0].details.ids], [liId, "customer", [customer.id]]);
  const changes = await t.admin.get("/api/v1/changes?limit=1000");
  assert.ok(!changes.text.includes('"purged"'));
});

test("views, exports and imports do not ask hidden or masked fields", async () => {
  const shared = await t.admin.post("/api/v1/views", {
    object: "customer",
    name: "底价客户",
    sharing: "everyone",
    filter: { remark: { contains: "底价" } },
    sort: "-mobile",
    columns: [{ field: "name" }, { field: "remark" }],
  });
  assert.equal(shared.status, 201, shared.text);
  const view = (await li.get("/api/v1/views?object=customer")).body.data.find((v: { id: string }) => v.id === shared.body.id);
  assert.ok(view && !JSON.stringify({ ...view, problems: null }).includes("remark"), JSON.stringify(view));
  for (const more of [{ sort: "mobile" }, { filter: { remark: "x" } }, { filter: { mobile: { starts: "139" } } }])
    assert.equal((await li.post("/api/v1/exports", { object: "customer", format: "csv", ...more })).status, 400, JSON.stringify(more));
  const form = new FormData();
  form.append("object", "customer");
  form.append("options", JSON.stringify({ key: ["mobile"], duplicates: "update" }));
  form.append("file", new Blob(["客户名称,手机\n猜,13912340000\n"]), "a.csv");
  const guessed = await li.post("/api/v1/imports", form);
  assert.ok([400, 422].includes(guessed.status), guessed.text);
});

test("a calendar's address shows what its person may see now, and nothing once they are frozen", async () => {
  const start = new Date(Date.now() + 86_400_000).toISOString();
  assert.equal((await li.post("/api/v1/events", { name: "密会", start_at: start })).status, 201);
  const { path } = (await li.post("/api/v1/calendar-feed")).body;
  const read = async () => t.withToken(null).get(path);
  assert.ok((await read()).text.includes("密会"));
  await role({ fields: [...fields, { object: "event", field: "name", access: "hidden" }] });
  assert.ok(!(await read()).text.includes("密会"));
  await role({ fields, permissions: [everything, { object: "event", read: "none" }] });
  assert.ok(!(await read()).text.includes("密会"));
  await role({ permissions: [everything] });
  await t.admin.patch(`/api/v1/users/${liId}`, { state: "frozen" });
  assert.equal((await read()).status, 404);
  assert.equal((await li.get("/api/v1/me")).status, 401);
});
