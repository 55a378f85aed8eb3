import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type ApiClient, startTestServer, type TestServer } from "../testing.ts";

let s: TestServer;
let seller: ApiClient;
let outsider: ApiClient;
before(async () => {
  s = await startTestServer();
  const role = async (name: string, permission: Record<string, string>) =>
    (
      await s.admin.post("/api/v1/roles", {
        name,
        permissions: [{ object: "customer", create: "none", read: "none", update: "none", delete: "none", export: "none", import: "none", ...permission }],
        fields: [{ object: "customer", field: "remark", access: "hidden" }],
      })
    ).body.id;
  const person = async (email: string, roleId: string) => {
    const reply = await s.admin.post("/api/v1/users", { email, name: email, password: "Long-enough-2026", role_ids: [roleId] });
    assert.equal(reply.status, 201, reply.text);
    return s.as({ email, password: "Long-enough-2026" });
  };
  seller = await person("seller@test.example", await role("Seller", { create: "self", read: "self", update: "self", export: "self", import: "self" }));
  outsider = await person("outsider@test.example", await role("Reader", { read: "all" }));
});
after(() => s.stop());

function form(content: string | Buffer, object = "customer", options?: object, name = "客户.csv"): FormData {
  const data = new FormData();
  data.set("object", object);
  if (options) data.set("options", JSON.stringify(options));
  data.set("file", new Blob([content as BlobPart]), name);
  return data;
}

async function settled(client: ApiClient, path: string) {
  for (let i = 0; i < 600; i++) {
    const reply = await client.get(path);
    assert.equal(reply.status, 200, reply.text);
    if (reply.body.state !== "running") return reply.body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} does not end`);
}

test("a UTF-16 file through the API: counts, errors, undo", async () => {
  const file = Buffer.from("公司名称,手机号,行业,负责人\n甲有限公司,138-0013-8000,教育,\n乙有限公司,12,教育,\n丙有限公司,,不存在,没有这人\n", "utf16le");
  const created = await s.admin.post("/api/v1/imports", form(file), { "idempotency-key": "import-1" });
  assert.equal(created.status, 202, created.text);
  const again = await s.admin.post("/api/v1/imports", form(file), { "idempotency-key": "import-1" });
  assert.equal(again.body.id, created.body.id);
  assert.equal((await s.admin.post("/api/v1/imports", form("公司名称\n丁\n"), { "idempotency-key": "import-1" })).status, 422);
  const done = await settled(s.admin, `/api/v1/imports/${created.body.id}`);
  assert.deepEqual([done.state, done.total, done.created, done.failed, done.file_name], ["done", 3, 1, 2, "客户.csv"]);
  const errors = await s.admin.get(`/api/v1/imports/${created.body.id}/errors`, { "accept-language": "en" });
  assert.match(errors.headers.get("content-type") ?? "", /text\/csv/);
  assert.match(errors.text, /乙有限公司,12,教育,,3,“Mobile” is not a valid phone number/);
  assert.match(errors.text, /There is no colleague “没有这人”/);
  const undone = await s.admin.post(`/api/v1/imports/${created.body.id}/reversal`);
  assert.equal(undone.status, 202, undone.text);
  assert.equal((await settled(s.admin, `/api/v1/imports/${created.body.id}`)).state, "reversed");
  assert.equal((await s.admin.get('/api/v1/customers?filter={"name":"甲有限公司"}')).body.data.length, 0);
  assert.equal((await s.admin.post(`/api/v1/imports/${created.body.id}/reversal`)).body.code, "IMPORT_NOT_REVERSIBLE");
  assert.ok((await s.admin.get("/api/v1/imports")).body.data.some((i: { id: string }) => i.id === created.body.id));
});

test("rights: imports and exports of others do not exist; without the right nothing begins", async () => {
  const mine = await seller.post("/api/v1/imports", form("公司名称,备注\n我的公司,看不到\n"));
  assert.equal(mine.status, 202, mine.text);
  const done = await settled(seller, `/api/v1/imports/${mine.body.id}`);
  assert.deepEqual([done.created, done.mapping], [1, { 公司名称: "name", 备注: null }]);
  const refused = await seller.post("/api/v1/imports", form("公司名称,备注\nx,y\n", "customer", { mapping: { 公司名称: "name", 备注: "remark" } }));
  assert.deepEqual([refused.status, refused.body.errors[0].path, refused.body.errors[0].code], [422, "mapping.备注", "UNKNOWN_FIELD"]);
  for (const path of ["", "/errors"]) assert.equal((await outsider.get(`/api/v1/imports/${mine.body.id}${path}`)).status, 404);
  assert.equal((await outsider.post(`/api/v1/imports/${mine.body.id}/reversal`)).status, 404);
  assert.equal((await s.admin.get(`/api/v1/imports/${mine.body.id}`)).status, 200);
  assert.equal((await outsider.post("/api/v1/imports", form("公司名称\nx\n"))).status, 403);
  assert.equal((await outsider.post("/api/v1/imports/preview", form("公司名称\nx\n"))).status, 403);
  assert.equal((await outsider.post("/api/v1/exports", { object: "customer" })).status, 403);
  assert.equal((await s.withToken(null).get("/api/v1/imports")).status, 401);
  await s.admin.post("/api/v1/customers", { name: "管理员的公司" });
  const exported = await seller.post("/api/v1/exports", { object: "customer", fields: ["name"], format: "csv" });
  assert.equal(exported.status, 202, exported.text);
  assert.equal((await settled(seller, `/api/v1/exports/${exported.body.id}`)).state, "done");
  const file = await seller.get(`/api/v1/exports/${exported.body.id}/file`);
  assert.equal(file.text.replace("\ufeff", ""), "客户名称\r\n我的公司\r\n");
  assert.match(file.headers.get("content-disposition") ?? "", /attachment; filename\*=UTF-8''%E5%AE%A2/);
  assert.equal((await outsider.get(`/api/v1/exports/${exported.body.id}/file`)).status, 404);
  const audit = await s.db.query<{ kind: string; ip: string | null }>(
    "select kind, ip from keshu.audit_event where object = 'customer' and kind ~ '^(im|ex)port'",
  );
  assert.ok(
    audit.rows.every((r) => r.ip === "127.0.0.1"),
    "from where is told",
  );
  assert.deepEqual([...new Set(audit.rows.map((r) => r.kind))].sort(), [
    "export.downloaded",
    "export.requested",
    "import.requested",
    "import.reversal_requested",
  ]);
});

test("what is missing or malformed is named", async () => {
  const empty = await s.admin.post("/api/v1/imports", new FormData());
  assert.deepEqual([empty.status, empty.body.errors?.map((e: { path: string }) => e.path)], [422, ["file", "object"]]);
  const bad = form("公司名称\nx\n");
  bad.set("options", "{nope");
  assert.deepEqual([(await s.admin.post("/api/v1/imports", bad)).status], [400]);
  const unknown = await s.admin.post("/api/v1/imports", form("公司名称\nx\n", "customer", { colour: 1 }));
  assert.deepEqual([unknown.status, unknown.body.errors[0].path], [422, "options.colour"]);
  assert.equal((await s.admin.post("/api/v1/imports", form("x\ny\n", "nothing"))).status, 404);
  assert.equal((await s.admin.post("/api/v1/imports", { object: "customer" })).status, 415);
  assert.equal((await s.admin.get("/api/v1/imports/nope")).status, 404);
  assert.equal((await s.admin.post("/api/v1/exports", { object: "customer", filter: { nope: 1 } })).status, 400);
  assert.equal((await s.admin.post("/api/v1/exports", { object: "customer", fields: ["nope"] })).status, 400);
  assert.equal((await s.admin.post("/api/v1/exports", { object: "nothing" })).status, 404);
});

test("a preview tells format, mapping, keys and verdicts", async () => {
  const reply = await s.admin.post("/api/v1/imports/preview", form("客户编号\t公司名称\t手机号\nC1\t甲\tabc\n"));
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.body.format.delimiter, "\t");
  assert.deepEqual(reply.body.keys[0], ["number"]);
  assert.equal(reply.body.rows[0].verdicts.find((v: { field: string }) => v.field === "mobile").code, "INVALID_PHONE");
});

test("an import under way can be stopped, which undoes it", async () => {
  const lines = Array.from({ length: 30_000 }, (_, i) => `停${i}`);
  const { body } = await s.admin.post("/api/v1/imports", form(`公司名称\n${lines.join("\n")}\n`));
  for (let i = 0; ; i++) {
    const now = (await s.admin.get(`/api/v1/imports/${body.id}`)).body;
    if (now.created > 0) break;
    assert.ok(now.state === "running" && i < 1_000, `nothing was created: ${JSON.stringify(now)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal((await s.admin.post(`/api/v1/imports/${body.id}/reversal`)).status, 202);
  const end = await settled(s.admin, `/api/v1/imports/${body.id}`);
  assert.equal(end.state, "reversed");
  assert.ok(end.created > 0 && end.reversal.deleted === end.created, JSON.stringify([end.created, end.reversal]));
  const { rows } = await s.db.query<{ n: number }>("select count(*)::int as n from crm.customer where name like '停%' and deleted_at is null");
  assert.equal(rows[0]?.n, 0);
});
