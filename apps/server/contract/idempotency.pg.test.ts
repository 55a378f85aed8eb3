import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sweepIdempotencyKeys } from "@keshu/http/idempotency";
import { startTestServer, type TestServer } from "../testing.ts";

describe("Idempotency-Key", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  const countOf = async (name: string): Promise<number> =>
    (await server.admin.get(`/api/v1/customers?count=exact&limit=1&filter=${encodeURIComponent(JSON.stringify({ name }))}`)).body.count;

  it("gives the first answer again, whatever the order of members", async () => {
    const key = { "idempotency-key": randomUUID() };
    const first = await server.admin.post("/api/v1/customers", { name: "幂等一", level: "A" }, key);
    const again = await server.admin.post("/api/v1/customers", { level: "A", name: "幂等一" }, key);
    assert.equal(first.status, 201);
    assert.equal(again.status, 201);
    assert.equal(again.text, first.text);
    assert.equal(again.headers.get("etag"), first.headers.get("etag"));
    assert.equal(again.headers.get("content-type"), first.headers.get("content-type"));
    assert.equal(again.headers.get("idempotent-replayed"), "true");
    assert.equal(await countOf("幂等一"), 1);
  });

  it("refuses the key with another body, path or method", async () => {
    const key = { "idempotency-key": randomUUID() };
    const made = await server.admin.post("/api/v1/customers", { name: "幂等二" }, key);
    for (const reply of [
      await server.admin.post("/api/v1/customers", { name: "另一个" }, key),
      await server.admin.post("/api/v1/contacts", { name: "幂等二" }, key),
      await server.admin.patch(`/api/v1/customers/${made.body.id}`, { name: "幂等二" }, key),
    ]) {
      assert.equal(reply.status, 422);
      assert.equal(reply.body.code, "IDEMPOTENCY_KEY_REUSED");
    }
    for (const bad of ["x".repeat(256), "键"]) {
      const reply = await fetch(`${server.url}/api/v1/customers`, {
        method: "POST",
        headers: { authorization: `Bearer ${server.adminToken}`, "content-type": "application/json", "idempotency-key": Buffer.from(bad).toString("latin1") },
        body: '{"name":"x"}',
      });
      assert.equal(reply.status, 400);
    }
  });

  it("does a write once when it comes twenty times at once", async () => {
    const key = { "idempotency-key": randomUUID() };
    const replies = await Promise.all(Array.from({ length: 20 }, () => server.admin.post("/api/v1/customers", { name: "同时二十次" }, key)));
    assert.deepEqual(new Set(replies.map((reply) => reply.status)), new Set([201]));
    assert.equal(new Set(replies.map((reply) => reply.body.id)).size, 1);
    assert.equal(await countOf("同时二十次"), 1);
    const batchKey = { "idempotency-key": randomUUID() };
    const body = { operation: "create", records: [{ name: "批量幂等" }, { name: "批量幂等" }] };
    const batches = await Promise.all(Array.from({ length: 8 }, () => server.admin.post("/api/v1/customers/batch", body, batchKey)));
    assert.equal(new Set(batches.map((reply) => reply.text)).size, 1);
    assert.equal(await countOf("批量幂等"), 2);
  });

  it("forgets a failed write, so that it can be corrected elsewhere and sent again", async () => {
    const key = { "idempotency-key": randomUUID() };
    const parent = randomUUID();
    const body = { name: "等上级", parent_id: parent };
    assert.equal((await server.admin.post("/api/v1/customers", body, key)).status, 422);
    await server.admin.post("/api/v1/customers", { id: parent, name: "上级" });
    assert.equal((await server.admin.post("/api/v1/customers", body, key)).status, 201);
  });

  it("keeps keys of different people apart", async () => {
    const role = (await server.admin.post("/api/v1/roles", { name: "建客户", permissions: [{ object: "customer", create: "self", read: "self" }] })).body;
    await server.admin.post("/api/v1/users", { email: "w@test.example", name: "小王", password: "Wang-password-2026", role_ids: [role.id] });
    const wang = await server.as({ email: "w@test.example", password: "Wang-password-2026" });
    const key = { "idempotency-key": randomUUID() };
    const ours = await server.admin.post("/api/v1/customers", { name: "同一个键" }, key);
    const theirs = await wang.post("/api/v1/customers", { name: "同一个键" }, key);
    assert.equal(theirs.status, 201);
    assert.notEqual(theirs.body.id, ours.body.id);
  });

  it("covers declared endpoints, changes of the catalog and uploads", async () => {
    const key = { "idempotency-key": randomUUID() };
    const field = { name: "wechat_group", type: "text", label: { zh: "微信群", en: "WeChat group" } };
    const first = await server.admin.post("/api/v1/catalog/objects/customer/fields", field, key);
    const again = await server.admin.post("/api/v1/catalog/objects/customer/fields", field, key);
    assert.equal(first.status, 201, first.text);
    assert.deepEqual([again.status, again.text], [201, first.text]);
    assert.equal((await server.admin.post("/api/v1/catalog/objects/customer/fields", field)).status, 422);
    const uploadKey = { "idempotency-key": randomUUID() };
    const upload = (content: string) => {
      const form = new FormData();
      form.append("file", new Blob([content]), "合同.txt");
      return server.admin.post("/api/v1/files", form, uploadKey);
    };
    const stored = await upload("一");
    assert.equal(stored.status, 201, stored.text);
    assert.equal((await upload("一")).body.id, stored.body.id);
    assert.equal((await upload("二")).status, 422);
    const gone = await server.admin.post("/api/v1/customers", { name: "删一次" });
    const deletion = { "idempotency-key": randomUUID() };
    assert.equal((await server.admin.delete(`/api/v1/customers/${gone.body.id}`, deletion)).status, 204);
    assert.equal((await server.admin.delete(`/api/v1/customers/${gone.body.id}`, deletion)).status, 204);
  });

  it("sweeps old keys only", async () => {
    await server.db.query(
      "update keshu.idempotency_key set created_at = now() - interval '3 days' where key = (select key from keshu.idempotency_key order by created_at limit 1)",
    );
    assert.equal(await sweepIdempotencyKeys(server.db), 1);
    const { rows } = await server.db.query<{ count: number }>("select count(*)::int as count from keshu.idempotency_key");
    assert.ok((rows[0]?.count ?? 0) > 3);
  });
});
