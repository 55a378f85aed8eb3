import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { getRecord, transitionRecord, updateRecord, writeBatch } from "@keshu/records";
import { fails, type SalesTest, salesTest } from "../../testing.ts";

let t: SalesTest;
before(async () => {
  t = await salesTest();
});
after(() => t.close());

const update = (name: string, id: string, patch: Record<string, unknown>) => updateRecord(t.ctx, t.object(name), id, patch);
const read = (name: string, id: string) => getRecord(t.ctx, t.object(name), id);

describe("customer", () => {
  test("needs only a name, gets its defaults and its key", async () => {
    const record = await t.create("customer", { name: "中生（日照）股份有限公司" });
    assert.equal(record.industry, "其他");
    assert.equal(record.deal_status, "未成交");
    assert.equal(record.pool_status, "private");
    assert.equal(record.is_locked, false);
    assert.equal(record.name_key, "中生日照");
    assert.match(String(record.number), /^CU\d{6}-\d{6}/);
    assert.equal((await update("customer", record.id, { name: "云栖科技有限公司" })).name_key, "云栖科技");
  });

  test("a credit code is normalised, and refused when its check character is wrong", async () => {
    assert.equal((await t.create("customer", { name: "万科", credit_code: " 9144 0300 1922 0382 16" })).credit_code, "914403001922038216");
    await assert.rejects(
      t.create("customer", { name: "万科", credit_code: "914403001922038217" }),
      fails("VALIDATION_FAILED", "credit_code", "INVALID_CREDIT_CODE"),
    );
    await t.create("customer", { name: "万科分公司", credit_code: "914403001922038216" });
  });

  test("the region follows the province unless given", async () => {
    const record = await t.create("customer", { name: "甲", address: { province: "浙江省", city: "杭州市", detail: "文三路 1 号" } });
    assert.equal(record.region, "浙江省");
    assert.equal((await update("customer", record.id, { address: { province: "江苏省", city: "南京市" } })).region, "江苏省");
    await update("customer", record.id, { region: "华东大区" });
    assert.equal((await update("customer", record.id, { address: { province: "浙江省", city: "杭州市" } })).region, "华东大区");
    assert.equal((await t.create("customer", { name: "乙", region: "华东", address: { province: "浙江省", city: "杭州市" } })).region, "华东");
  });

  test("groups form no loop, neither at once nor in one batch", async () => {
    const a = await t.create("customer", { name: "集团" });
    const b = await t.create("customer", { name: "子公司", parent_id: a.id });
    const c = await t.create("customer", { name: "孙公司", parent_id: b.id });
    await assert.rejects(update("customer", a.id, { parent_id: c.id }), fails("VALIDATION_FAILED", "parent_id", "CYCLE"));
    await assert.rejects(update("customer", a.id, { parent_id: a.id }), fails("VALIDATION_FAILED", "parent_id", "CYCLE"));
    const [x, y] = [await t.create("customer", { name: "x" }), await t.create("customer", { name: "y" })];
    const result = await writeBatch(t.ctx, t.object("customer"), {
      operation: "update",
      records: [
        { id: x.id, parent_id: y.id },
        { id: y.id, parent_id: x.id },
      ],
    });
    assert.ok(result.failed >= 1);
    assert.equal((await update("customer", c.id, { parent_id: a.id })).parent_id, a.id);
  });

  test("the pool takes the owner away, a claim gives a new one, a lock holds", async () => {
    const record = await t.create("customer", { name: "公海客户" });
    const pooled = await transitionRecord(t.ctx, t.object("customer"), record.id, "pool");
    assert.deepEqual([pooled.pool_status, pooled.owner_id], ["pool", null]);
    const claimed = await transitionRecord(t.ctx, t.object("customer"), record.id, "private");
    assert.deepEqual([claimed.pool_status, claimed.owner_id], ["private", t.ctx.principal.userId]);
    await update("customer", record.id, { is_locked: true });
    await assert.rejects(transitionRecord(t.ctx, t.object("customer"), record.id, "pool"), fails("VALIDATION_FAILED", "pool_status", "CUSTOMER_LOCKED"));
  });
});

describe("opportunity", () => {
  test("starts in the default pipeline with the stage's probability and forecast", async () => {
    const customer = await t.create("customer", { name: "客户" });
    const o = await t.create("opportunity", { name: "年度采购", customer_id: customer.id, amount: 1000 });
    assert.ok(o.pipeline_id);
    assert.deepEqual([o.stage, o.probability, o.forecast_category], ["discovery", 10, "pipeline"]);
    const next = await update("opportunity", o.id, { stage: "negotiation" });
    assert.deepEqual([next.probability, next.forecast_category], [80, "commit"]);
    const given = await update("opportunity", o.id, { stage: "proposal", probability: 65, forecast_category: "pipeline" });
    assert.deepEqual([given.probability, given.forecast_category], [65, "pipeline"]);
  });

  test("a customer is required; a lost one needs its reason; a won one marks its customer", async () => {
    await assert.rejects(t.create("opportunity", { name: "无客户" }), fails("VALIDATION_FAILED", "customer_id", "REQUIRED"));
    const customer = await t.create("customer", { name: "成交客户" });
    const o = await t.create("opportunity", { name: "一", customer_id: customer.id });
    await assert.rejects(update("opportunity", o.id, { stage: "lost" }), fails("VALIDATION_FAILED", "lost_reason", "REQUIRED"));
    const lost = await update("opportunity", o.id, { stage: "lost", lost_reason: "价格太高" });
    assert.deepEqual([lost.probability, lost.forecast_category], [0, "omitted"]);
    assert.ok(lost.closed_at);
    await assert.rejects(update("opportunity", o.id, { stage: "won" }), fails("VALIDATION_FAILED", "stage", "ILLEGAL_TRANSITION"));
    const open = await update("opportunity", o.id, { stage: "negotiation" });
    assert.equal(open.closed_at, null);
    const won = await update("opportunity", o.id, { stage: "won" });
    assert.deepEqual([won.probability, won.forecast_category], [100, "closed"]);
    assert.equal((await read("customer", customer.id)).deal_status, "已成交");
  });

  test("a pipeline has its own stages", async () => {
    const customer = await t.create("customer", { name: "渠道客户" });
    const pipeline = await t.create("pipeline", {
      name: "渠道",
      stages: [
        { stage: "discovery", probability: 20 },
        { stage: "proposal", probability: 60 },
      ],
    });
    const o = await t.create("opportunity", { name: "渠道单", customer_id: customer.id, pipeline_id: pipeline.id });
    assert.equal(o.probability, 20);
    await assert.rejects(update("opportunity", o.id, { stage: "needs" }), fails("VALIDATION_FAILED", "stage", "STAGE_NOT_IN_PIPELINE"));
    assert.equal((await update("opportunity", o.id, { stage: "proposal" })).probability, 60);
  });
});

describe("pipeline", () => {
  test("refuses stages that are unknown, twice there, closed or without a probability", async () => {
    const bad = [
      [],
      "x",
      [{ stage: "nope", probability: 1 }],
      [{ stage: "won", probability: 100 }],
      [{ stage: "needs", probability: 101 }],
      [{ stage: "needs" }],
      [{ stage: "needs", probability: 1, x: 1 }],
    ];
    for (const stages of bad)
      await assert.rejects(t.create("pipeline", { name: `坏${JSON.stringify(stages)}`, stages }), fails("VALIDATION_FAILED", "stages"), JSON.stringify(stages));
  });

  test("has one default", async () => {
    const stages = [{ stage: "needs", probability: 5 }];
    const a = await t.create("pipeline", { name: "甲组", stages, is_default: true });
    const b = await t.create("pipeline", { name: "乙组", stages, is_default: true });
    assert.deepEqual([(await read("pipeline", a.id)).is_default, (await read("pipeline", b.id)).is_default], [false, true]);
  });
});

describe("contact, activity, task, product", () => {
  test("a customer has one primary contact", async () => {
    const customer = await t.create("customer", { name: "客户" });
    const a = await t.create("contact", { name: "张三", customer_id: customer.id, is_primary: true });
    const b = await t.create("contact", { name: "李四", customer_id: customer.id, is_primary: true });
    assert.deepEqual([(await read("contact", a.id)).is_primary, (await read("contact", b.id)).is_primary], [false, true]);
    await update("contact", a.id, { is_primary: true });
    assert.deepEqual([(await read("contact", a.id)).is_primary, (await read("contact", b.id)).is_primary], [true, false]);
  });

  test("an activity finds its customer, moves the last contact and starts work on a lead", async () => {
    const customer = await t.create("customer", { name: "客户" });
    const contact = await t.create("contact", { name: "张三", customer_id: customer.id });
    const a = await t.create("activity", {
      type: "visit",
      content: "上门拜访",
      contact_id: contact.id,
      happened_at: "2026-05-01T02:00:00Z",
      next_contact_at: "2026-05-08T02:00:00Z",
    });
    assert.equal(a.customer_id, customer.id);
    const touched = await read("customer", customer.id);
    assert.equal(new Date(String(touched.last_contact_at)).toISOString(), "2026-05-01T02:00:00.000Z");
    assert.equal(new Date(String(touched.next_contact_at)).toISOString(), "2026-05-08T02:00:00.000Z");
    await t.create("activity", { content: "更早的电话", customer_id: customer.id, happened_at: "2026-04-01T02:00:00Z" });
    assert.equal((await read("customer", customer.id)).last_contact_at, touched.last_contact_at);
    const lead = await t.create("lead", { name: "王五" });
    await t.create("activity", { content: "加了微信", lead_id: lead.id, type: "微信" });
    assert.equal((await read("lead", lead.id)).status, "contacting");
  });

  test("a task keeps when it was done; a product code is unique", async () => {
    const task = await t.create("task", { name: "寄样品" });
    const done = await transitionRecord(t.ctx, t.object("task"), task.id, "done");
    assert.ok(done.completed_at);
    assert.equal((await transitionRecord(t.ctx, t.object("task"), task.id, "open")).completed_at, null);
    await assert.rejects(
      transitionRecord(t.ctx, t.object("task"), task.id, "open").then(() => transitionRecord(t.ctx, t.object("task"), task.id, "nope")),
      (e: { code: string }) => e.code !== "INTERNAL",
    );
    await t.create("product", { name: "轴承", code: "ZC-1", price: "12.50" });
    await assert.rejects(t.create("product", { name: "轴承二", code: "ZC-1" }), fails("VALIDATION_FAILED", "code", "NOT_UNIQUE"));
  });

  test("a lead becomes qualified only by its conversion", async () => {
    const lead = await t.create("lead", { name: "赵六" });
    await assert.rejects(update("lead", lead.id, { status: "qualified" }), fails("VALIDATION_FAILED", "status", "CONVERT_INSTEAD"));
    await assert.rejects(update("lead", lead.id, { customer_id: lead.id }), fails("VALIDATION_FAILED", "customer_id", "READ_ONLY"));
  });
});
