import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "@keshu/server/testing";

let t: TestServer;
before(async () => {
  t = await startTestServer();
});
after(() => t.stop());

const newLead = async (input: Record<string, unknown>): Promise<string> => {
  const reply = await t.admin.post("/api/v1/leads", input);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id;
};

test("a conversion answers 201 with what it made, then 200 with the same", async () => {
  const id = await newLead({ name: "张三", company: "接口测试有限公司", mobile: "13812345678" });
  const first = await t.admin.post(`/api/v1/leads/${id}/conversion`, { opportunity: { name: "首单", amount: 500 } });
  assert.equal(first.status, 201, first.text);
  assert.equal(first.body.customer.name, "接口测试有限公司");
  assert.equal(first.body.lead.status, "qualified");
  assert.equal(first.body.opportunity.amount, "500.00");
  assert.equal(first.body.contact.customer_id, first.body.customer_id);
  const second = await t.admin.post(`/api/v1/leads/${id}/conversion`, {});
  assert.equal(second.status, 200);
  assert.deepEqual(
    [second.body.customer_id, second.body.contact_id, second.body.opportunity_id],
    [first.body.customer_id, first.body.contact_id, first.body.opportunity_id],
  );
});

test("a conversion needs no body", async () => {
  const id = await newLead({ name: "无正文" });
  const reply = await t.admin.post(`/api/v1/leads/${id}/conversion`);
  assert.equal(reply.status, 201, reply.text);
  assert.ok(reply.body.customer_id && reply.body.contact_id && reply.body.opportunity_id);
});

test("a conversion is refused clearly", async () => {
  const id = await newLead({ name: "坏请求" });
  assert.equal((await t.withToken(null).post(`/api/v1/leads/${id}/conversion`, {})).status, 401);
  assert.equal((await t.admin.post("/api/v1/leads/nope/conversion", {})).status, 404);
  const unknown = await t.admin.post(`/api/v1/leads/${id}/conversion`, { nope: 1 });
  assert.equal(unknown.status, 400, unknown.text);
  const field = await t.admin.post(`/api/v1/leads/${id}/conversion`, { opportunity: { nope: 1 } });
  assert.deepEqual([field.status, field.body.errors[0].path], [400, "opportunity.nope"]);
  const value = await t.admin.post(`/api/v1/leads/${id}/conversion`, { opportunity: { expected_close_date: "嗯" } });
  assert.deepEqual([value.status, value.body.errors[0].path], [422, "opportunity.expected_close_date"]);
  assert.equal((await t.admin.get(`/api/v1/leads/${id}`)).body.status, "new");
});

test("duplicates are found by name, code and phone", async () => {
  const made = await t.admin.post("/api/v1/customers", { name: "查重科技有限公司", credit_code: "91440300708461136T", phone: "0571-87654321" });
  assert.equal(made.status, 201, made.text);
  for (const query of ["name=查重科技", "credit_code=91440300708461136t", "phone=057187654321"]) {
    const reply = await t.admin.get(`/api/v1/customers/duplicates?${encodeURI(query)}`);
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.body.data[0].id, made.body.id, query);
  }
  assert.deepEqual((await t.admin.get(`/api/v1/customers/duplicates?name=${encodeURIComponent("查重科技")}&except=${made.body.id}`)).body.data, []);
  assert.equal((await t.admin.get("/api/v1/customers/duplicates")).status, 400);
  assert.equal((await t.withToken(null).get("/api/v1/customers/duplicates?name=x")).status, 401);
});

test("everyone reads pipelines, only administrators write them", async () => {
  const role = await t.admin.post("/api/v1/roles", {
    name: "销售员",
    permissions: [{ object: "opportunity", create: "self", read: "self", update: "self", delete: "none", export: "none", import: "none" }],
  });
  assert.equal(role.status, 201, role.text);
  const user = await t.admin.post("/api/v1/users", { email: "xs@test.example", name: "销售", password: "Sales-password-2026", role_ids: [role.body.id] });
  assert.equal(user.status, 201, user.text);
  const person = await t.as({ email: "xs@test.example", password: "Sales-password-2026" });
  const pipelines = await person.get("/api/v1/pipelines");
  assert.deepEqual([pipelines.status, pipelines.body.data[0].name, pipelines.body.data[0].is_default], [200, "默认商机组", true]);
  assert.equal((await person.patch(`/api/v1/pipelines/${pipelines.body.data[0].id}`, { name: "x" })).status, 403);
});

test("everyone who sells reads the price list; only owners and above change it", async () => {
  const { body: product } = await t.admin.post("/api/v1/products", { name: "价目表产品", price: "1000" });
  const roles = (await t.admin.get("/api/v1/roles")).body.data as { id: string; name: string }[];
  const account = { email: "price@test.example", password: "Sales-password-2026" };
  await t.admin.post("/api/v1/users", { ...account, name: "报价销售", role_ids: [roles.find((r) => r.name === "销售")?.id] });
  const person = await t.as(account);
  assert.equal((await person.get(`/api/v1/products/${product.id}`)).body.name, "价目表产品");
  assert.equal((await person.patch(`/api/v1/products/${product.id}`, { price: "1" })).status, 403);
});
