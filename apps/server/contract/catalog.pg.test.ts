import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type ApiClient, startTestServer, type TestServer } from "../testing.ts";

describe("catalog endpoints", () => {
  let server: TestServer;
  let other: TestServer;
  let seller: ApiClient;
  before(async () => {
    server = await startTestServer();
    other = await startTestServer({ db: { db: server.db, url: server.db.url, close: async () => {} } });
    const role = (
      await server.admin.post("/api/v1/roles", {
        name: "有隐藏字段",
        permissions: [{ object: "customer", create: "self", read: "self", update: "self" }],
        fields: [
          { object: "customer", field: "credit_code", access: "hidden" },
          { object: "customer", field: "mobile", access: "masked" },
          { object: "customer", field: "region", access: "hidden" },
        ],
      })
    ).body;
    await server.admin.post("/api/v1/users", { email: "s@test.example", name: "销售", password: "Sales-password-2026", role_ids: [role.id] });
    seller = await server.as({ email: "s@test.example", password: "Sales-password-2026" });
  });
  after(async () => {
    await other.stop();
    await server.stop();
  });

  it("shows objects in the contract's form, and to each only what is theirs", async () => {
    const customer = (await server.admin.get("/api/v1/catalog/objects/customer")).body;
    assert.deepEqual([customer.name, customer.path, customer.label], ["customer", "customers", { zh: "客户", en: "Customer" }]);
    const level = customer.fields.find((field: { name: string }) => field.name === "level");
    assert.equal(level.type, "select");
    assert.deepEqual(level.options[0].value, "A");
    const name = customer.fields.find((field: { name: string }) => field.name === "name");
    assert.deepEqual([name.required, name.unique, name.access], [true, false, "write"]);
    assert.ok((await server.admin.get("/api/v1/catalog/objects/lead")).body.states.transitions.length > 2);
    const seen = (await seller.get("/api/v1/catalog/objects")).body.data;
    assert.ok(!seen.some((object: { name: string }) => object.name === "lead"));
    const theirs = seen.find((object: { name: string }) => object.name === "customer");
    assert.deepEqual([theirs.can.create, theirs.can.delete], [true, false]);
    assert.ok(!theirs.fields.some((field: { name: string }) => field.name === "credit_code"));
    assert.ok(customer.list_fields.includes("region") && customer.key_fields.includes("region"));
    assert.doesNotMatch(JSON.stringify(theirs), /"region"/, "a hidden field is not named as a column either");
    const mobile = theirs.fields.find((field: { name: string }) => field.name === "mobile");
    assert.deepEqual([mobile.access, mobile.operators, mobile.sortable], ["masked", [], false]);
    assert.equal((await seller.get("/api/v1/catalog/objects/lead")).status, 404);
    assert.equal((await seller.get("/api/v1/catalog/objects/nothing")).status, 404);
    assert.equal((await server.withToken(null).get("/api/v1/catalog/objects")).status, 401);
  });

  it("makes an object that works everywhere by the next request, on every server", async () => {
    const made = await server.admin.post("/api/v1/catalog/objects", {
      name: "site_survey",
      plural: "site_surveys",
      label: { zh: "现场勘查", en: "Site survey" },
      fields: [
        { name: "name", type: "text", label: "名称", required: true },
        { name: "customer_id", type: "relation", target: "customer", label: { zh: "客户", en: "Customer" } },
        { name: "result", type: "select", label: { zh: "结果", en: "Result" }, options: ["通过", { value: "no", label: { zh: "不通过", en: "Failed" } }] },
        { name: "cost", type: "money", label: { zh: "费用", en: "Cost" } },
      ],
    });
    assert.equal(made.status, 201, made.text);
    assert.ok(made.body.fields.some((field: { name: string }) => field.name === "cost_currency"));
    const customer = (await server.admin.post("/api/v1/customers", { name: "勘查客户" })).body;
    const record = await other.admin.post("/api/v1/site_surveys", { name: "一号楼", customer_id: customer.id, result: "不通过", cost: "1200" });
    assert.equal(record.status, 201, record.text);
    assert.deepEqual([record.body.result, record.body.cost, record.body.cost_currency], ["no", "1200.00", "CNY"]);
    assert.equal((await server.admin.get(`/api/v1/site_surveys/${record.body.id}?expand=customer`)).body.customer.name, "勘查客户");
    assert.equal((await other.admin.get(`/api/v1/search?q=${encodeURIComponent("一号")}`)).body.data[0].object, "site_survey");
    const document = (await other.admin.get("/api/v1/openapi.json")).body;
    assert.ok(document.paths["/api/v1/site_surveys"].post);
    assert.equal((await server.withToken(null).get("/openapi.json")).body.paths["/api/v1/site_surveys"], undefined);
    assert.equal((await seller.get("/api/v1/openapi.json")).body.paths["/api/v1/site_surveys"], undefined);
  });

  it("adds, changes and removes a field", async () => {
    const path = "/api/v1/catalog/objects/customer/fields";
    assert.equal((await server.admin.post(path, { name: "visits", type: "number", label: { zh: "拜访次数", en: "Visits" } })).status, 201);
    const made = await other.admin.post("/api/v1/customers", { name: "新字段", visits: 3 });
    assert.equal(made.body.visits, 3);
    assert.ok((await other.admin.get(`/api/v1/customers?filter=${encodeURIComponent('{"visits":{"gte":3}}')}&sort=-visits`)).body.data.length === 1);
    const changed = await server.admin.patch(`${path}/visits`, {
      label: { zh: "到访次数", en: "Visits" },
      required: true,
      help: { zh: "每月", en: "A month" },
    });
    assert.equal(changed.status, 200, changed.text);
    assert.deepEqual([changed.body.label.zh, changed.body.required, changed.body.help.en], ["到访次数", true, "A month"]);
    assert.equal((await other.admin.post("/api/v1/customers", { name: "缺字段" })).status, 422);
    assert.equal((await server.admin.delete(`${path}/visits`)).status, 204);
    assert.equal((await other.admin.post("/api/v1/customers", { name: "字段没了", visits: 3 })).status, 400);
    assert.equal((await other.admin.get(`/api/v1/customers/${made.body.id}`)).body.visits, undefined);
    assert.equal((await server.admin.delete(`${path}/visits`)).status, 404);
    assert.equal((await server.admin.delete(`${path}/name`)).status, 409);
  });

  it("makes combinations of fields unique, on objects made here and on standard ones", async () => {
    const field = (name: string) => ({ name, type: "text", label: { zh: `字段${name}`, en: `Field ${name}` } });
    const made = await server.admin.post("/api/v1/catalog/objects", {
      name: "seat",
      label: { zh: "座位", en: "Seat" },
      fields: [field("name"), field("row"), field("side")],
      unique_together: [["name", "row"]],
    });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual([made.body.unique_together, made.body.added_unique_together], [[["name", "row"]], [["name", "row"]]]);
    assert.equal((await other.admin.post("/api/v1/seats", { name: "一", row: "A", side: "左" })).status, 201);
    const taken = await other.admin.post("/api/v1/seats", { name: "一", row: "A" }, { "accept-language": "en" });
    assert.deepEqual(
      [taken.status, taken.body.errors],
      [422, [{ path: "name,row", code: "NOT_UNIQUE_TOGETHER", message: "Another record already has this combination of “Field name, Field row”" }]],
    );
    const path = "/api/v1/catalog/objects/seat";
    const changed = await server.admin.patch(path, { label: { zh: "席位", en: "Seat" }, unique_together: [["name", "side"]] });
    assert.equal(changed.status, 200, changed.text);
    assert.deepEqual([changed.body.label.zh, changed.body.unique_together], ["席位", [["name", "side"]]]);
    assert.equal((await other.admin.post("/api/v1/seats", { name: "一", row: "A", side: "右" })).status, 201);
    const refused = await server.admin.post(`${path}/unique_together`, { fields: ["row", "name"] });
    assert.deepEqual([refused.status, refused.body.code, refused.body.duplicates.groups, refused.body.duplicates.records], [409, "DUPLICATES_EXIST", 1, 2]);
    assert.match(refused.body.detail, /^已有 2 条记录的“字段row、字段name”重复（共 1 组），例如“A \+ 一”/);
    const none = await server.admin.patch(path, {
      label: { zh: "没改", en: "Same" },
      unique_together: [
        ["name", "side"],
        ["name", "row"],
      ],
    });
    assert.deepEqual([none.status, none.body.errors[0].path], [409, "unique_together.1"]);
    assert.equal((await other.admin.get(path)).body.label.zh, "席位");
    assert.equal((await server.admin.delete(`${path}/fields/side`)).body.code, "PART_OF_COMBINATION");
    assert.equal((await server.admin.delete(`${path}/unique_together/side,name`)).status, 204);
    assert.equal((await server.admin.delete(`${path}/fields/side`)).status, 204);
    assert.equal((await server.admin.post(`${path}/unique_together`, { fields: ["name"] })).body.errors[0].code, "COMBINATION_SIZE");
    assert.equal((await server.admin.delete("/api/v1/catalog/objects/opportunity_contact/unique_together/opportunity_id,contact_id")).status, 409);
    assert.equal((await seller.post("/api/v1/catalog/objects/customer/unique_together", { fields: ["name", "level"] })).status, 403);
    assert.equal((await server.admin.post("/api/v1/catalog/objects/customer/unique_together", { fields: ["name", "credit_code"] })).status, 201);
    assert.deepEqual((await seller.get("/api/v1/catalog/objects/customer")).body.unique_together, [], "it names a field hidden from them");
    assert.equal((await server.admin.delete("/api/v1/catalog/objects/customer/unique_together/name,credit_code")).status, 204);
  });

  it("refuses bad definitions by path", async () => {
    const label = { zh: "甲", en: "A" };
    const refused = async (body: unknown, status: number, path: string) => {
      const reply = await server.admin.post("/api/v1/catalog/objects", body);
      assert.equal(reply.status, status, reply.text);
      assert.ok(
        reply.body.errors.some((error: { path: string }) => error.path === path),
        reply.text,
      );
    };
    await refused({ name: "Bad Name", label }, 422, "name");
    await refused({ name: "customer", label }, 422, "name");
    await refused({ name: "gadget", plural: "imports", label }, 422, "plural");
    await refused({ name: "gadget", plural: "search", label }, 422, "plural");
    await refused({ name: "gadget" }, 422, "label");
    await refused({ name: "gadget", label, colour: 1 }, 400, "colour");
    await refused({ name: "gadget", label, fields: [{ name: "x", type: "blob", label }] }, 422, "fields.0.type");
    await refused({ name: "gadget", label, fields: [{ name: "x", type: "text", label, size: 3 }] }, 400, "fields.0.size");
    assert.equal((await seller.post("/api/v1/catalog/objects", { name: "gadget", label })).status, 403);
    assert.equal((await seller.post("/api/v1/catalog/objects/customer/fields", { name: "x", type: "text", label })).status, 403);
    assert.equal((await server.admin.post("/api/v1/catalog/objects/nothing/fields", { name: "x", type: "text", label })).status, 404);
  });

  it("removes a custom object but no standard one", async () => {
    assert.equal((await server.admin.post("/api/v1/catalog/objects", { name: "gadget", label: "小物件" })).status, 201);
    assert.equal((await other.admin.get("/api/v1/gadgets")).status, 200);
    assert.equal((await server.admin.delete("/api/v1/catalog/objects/gadget")).status, 204);
    assert.equal((await other.admin.get("/api/v1/gadgets")).status, 404);
    assert.equal((await server.admin.delete("/api/v1/catalog/objects/customer")).status, 409);
  });

  it("takes a removed object or field out of the roles that name it, so that a new one of the name begins without rights", async () => {
    const { admin } = server;
    const gadget = { name: "gadget", label: "小物件", fields: [{ name: "size", type: "text", label: "尺寸" }] };
    assert.equal((await admin.post("/api/v1/catalog/objects", gadget)).status, 201);
    assert.equal((await admin.post("/api/v1/catalog/objects/customer/fields", { name: "shoe", type: "text", label: "鞋码" })).status, 201);
    const lines = (object: string, field: string) => ({ object, field, access: "hidden" });
    const role = await admin.post("/api/v1/roles", {
      name: "试用",
      permissions: [
        { object: "gadget", read: "all" },
        { object: "customer", read: "self" },
      ],
      fields: [lines("gadget", "size"), lines("customer", "shoe"), lines("customer", "level")],
    });
    assert.equal(role.status, 201, role.text);
    const path = `/api/v1/roles/${role.body.id}`;
    // neither a department that is no more nor the recycle bin stands in the way
    const { id: department } = (await admin.post("/api/v1/departments", { name: "撤并部" })).body;
    const named = [
      { object: "gadget", read: "all" },
      { object: "customer", read: "departments", departments: [department] },
    ];
    const bound = (await admin.post("/api/v1/roles", { name: "按部门", permissions: named })).body.id;
    assert.equal((await admin.delete(`/api/v1/departments/${department}`)).status, 204);
    const binned = (await admin.post("/api/v1/roles", { name: "已删", permissions: named.slice(0, 1) })).body.id;
    assert.equal((await admin.delete(`/api/v1/roles/${binned}`)).status, 204);
    assert.equal((await admin.delete("/api/v1/catalog/objects/customer/fields/shoe")).status, 204);
    assert.deepEqual((await admin.get(path)).body.fields, [lines("gadget", "size"), lines("customer", "level")]);
    assert.equal((await admin.delete("/api/v1/catalog/objects/gadget")).status, 204);
    assert.deepEqual((await admin.get(`/api/v1/roles/${bound}`)).body.permissions, named.slice(1));
    assert.equal((await admin.post(`/api/v1/roles/${binned}/restoration`)).status, 200);
    assert.deepEqual((await admin.get(`/api/v1/roles/${binned}`)).body.permissions, []);
    const { body: left } = await admin.get(path);
    assert.deepEqual([left.permissions, left.fields], [[{ object: "customer", read: "self" }], [lines("customer", "level")]]);
    const known = await admin.patch(path, { permissions: [...left.permissions, { object: "lead", read: "self" }], fields: left.fields });
    assert.equal(known.status, 200, known.text);
    const unknown = await admin.patch(path, { permissions: [...left.permissions, { object: "gadget", read: "all" }] });
    assert.deepEqual([unknown.status, unknown.body.errors[0].code], [422, "UNKNOWN_OBJECT"], unknown.text);
  });
});
