import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { OpenDatabase } from "@keshu/platform/database";
import { prepareJobs } from "@keshu/platform/jobs";
import { getRecord, listRecords, registerRules, setTeam, updateRecord, writeBatch } from "@keshu/records";
import { testContext, testPrincipal } from "@keshu/records/testing";
import { fails, type SalesTest, salesTest } from "../../testing.ts";
import { restallAll, restallJob } from "./restall.ts";
import { readStages } from "./stage-history.ts";

let t: SalesTest;
let customerId: string;
before(async () => {
  t = await salesTest();
  customerId = (await t.create("customer", { name: "商机客户" })).id;
});
after(() => t.close());

const update = (name: string, id: string, patch: Record<string, unknown>, ctx = t.ctx) => updateRecord(ctx, t.object(name), id, patch);
const read = (name: string, id: string) => getRecord(t.ctx, t.object(name), id);
const deal = (input: Record<string, unknown> = {}) => t.create("opportunity", { name: "单", customer_id: customerId, ...input });
const rows = async (name: string, opportunity_id: string) => (await listRecords(t.ctx, t.object(name), { filter: { opportunity_id }, limit: 1000 })).data;

describe("stages", () => {
  test("entering, moving, closing and reopening is kept with its times", async () => {
    const o = await deal();
    await update("opportunity", o.id, { stage: "proposal" });
    await update("opportunity", o.id, { name: "改名不算" });
    await update("opportunity", o.id, { stage: "lost", lost_reason: "预算取消" });
    const reopened = await update("opportunity", o.id, { stage: "proposal" });
    assert.deepEqual([reopened.lost_reason, reopened.closed_at, reopened.probability], [null, null, 50]);
    const stages = await readStages(t.ctx, await read("opportunity", o.id));
    assert.deepEqual(
      stages.map((s) => [s.stage, s.left_at !== null]),
      [
        ["discovery", true],
        ["proposal", true],
        ["lost", true],
        ["proposal", false],
      ],
    );
    assert.ok(stages.every((s) => s.by === t.ctx.principal.userId));
  });

  test("a deal older than the history gets the stage it leaves as well", async () => {
    const o = await deal();
    await t.ctx.db.query("delete from keshu.opportunity_stage where opportunity_id = $1", [o.id]);
    assert.deepEqual(
      (await readStages(t.ctx, await read("opportunity", o.id))).map((s) => s.stage),
      ["discovery"],
    );
    await update("opportunity", o.id, { stage: "needs" });
    assert.deepEqual(
      (await readStages(t.ctx, await read("opportunity", o.id))).map((s) => s.stage),
      ["discovery", "needs"],
    );
  });

  test("records with a past keep it", async () => {
    const { results } = await writeBatch(
      t.ctx,
      t.object("opportunity"),
      {
        operation: "create",
        records: [
          { name: "老单", customer_id: customerId, stage: "won", created_at: "2024-01-05T02:00:00Z", expected_close_date: "2024-03-01" },
          { name: "老单二", customer_id: customerId, stage: "needs", created_at: "2024-01-05T02:00:00Z" },
        ],
      },
      { keepsProvenance: true, anyState: true },
    );
    const [won, open] = await Promise.all(results.map((r) => read("opportunity", r.ok ? r.id : "")));
    assert.deepEqual([won?.closed_at, won?.is_stalled], ["2024-03-01T04:00:00Z", false]);
    assert.deepEqual([open?.stage_changed_at, open?.is_stalled], ["2024-01-05T02:00:00Z", true]);
  });

  test("a probability given with a stage is kept, also when it is the stored one", async () => {
    const o = await deal({ stage: "proposal", probability: 80 });
    assert.equal((await update("opportunity", o.id, { stage: "needs", probability: 80 })).probability, 80);
    assert.equal((await update("opportunity", o.id, { stage: "proposal" })).probability, 50);
  });

  test("a pipeline asks for fields, calls stages its own way and begins with its first stage", async () => {
    const pipeline = await t.create("pipeline", {
      name: "项目型",
      stages: [
        { stage: "needs", probability: 20, label: { zh: "立项", en: "Project set up" }, stalled_days: 3 },
        { stage: "proposal", probability: 60, required_fields: ["amount", "next_step"] },
      ],
    });
    const o = await deal({ pipeline_id: pipeline.id });
    assert.deepEqual([o.stage, o.probability], ["needs", 20]);
    await assert.rejects(update("opportunity", o.id, { stage: "proposal", amount: 5 }), fails("VALIDATION_FAILED", "next_step", "REQUIRED"));
    assert.equal((await update("opportunity", o.id, { stage: "proposal", amount: 5, next_step: "约演示" })).probability, 60);
    for (const bad of [
      [{ stage: "needs", probability: 20, required_fields: ["nope"] }],
      [{ stage: "needs", probability: 20, required_fields: ["stalled_at"] }],
      [{ stage: "needs", probability: 20, stalled_days: 0 }],
      [{ stage: "needs", probability: 20, stalled_days: 1.5 }],
      [{ stage: "needs", probability: 20, label: { zh: "" } }],
      [{ stage: "needs", probability: 20, label: "x" }],
      [{ stage: "needs", probability: 20 }],
    ])
      await assert.rejects(update("pipeline", pipeline.id, { stages: bad }), fails("VALIDATION_FAILED", "stages", "INVALID_STAGES"), JSON.stringify(bad));
  });
});

describe("stalling", () => {
  test("a deal stalls by its stage's limit or for want of activity, and a filter finds it", async () => {
    const pipeline = await t.create("pipeline", { name: "快", stages: [{ stage: "needs", probability: 20, stalled_days: 3 }] });
    const [made] = (
      await writeBatch(
        t.ctx,
        t.object("opportunity"),
        {
          operation: "create",
          records: [{ name: "旧", customer_id: customerId, pipeline_id: pipeline.id, created_at: new Date(Date.now() - 5 * 864e5).toISOString() }],
        },
        { keepsProvenance: true },
      )
    ).results;
    const id = made?.ok ? made.id : "";
    assert.equal((await read("opportunity", id)).is_stalled, true);
    const find = async (filter: Record<string, unknown>) =>
      (await listRecords(t.ctx, t.object("opportunity"), { filter: { ...filter, id }, sort: "-is_stalled,stalled_at" })).data.length;
    assert.deepEqual([await find({ is_stalled: true }), await find({ is_stalled: false }), await find({ is_stalled: { ne: true } })], [1, 0, 0]);
    assert.equal(await find({ stalled_at: { lt: new Date().toISOString() } }), 1);
    // A longer limit frees it.
    await update("pipeline", pipeline.id, { stages: [{ stage: "needs", probability: 20, stalled_days: 30 }] });
    assert.equal((await read("opportunity", id)).is_stalled, false);
    await assert.rejects(update("opportunity", id, { is_stalled: true }), fails("VALIDATION_FAILED", "is_stalled", "READ_ONLY"));
  });

  test("an activity, an agreed contact and a finished task are signs of life", async () => {
    const old = new Date(Date.now() - 40 * 864e5).toISOString();
    const [made] = (
      await writeBatch(
        t.ctx,
        t.object("opportunity"),
        { operation: "create", records: [{ name: "静", customer_id: customerId, stage: "discovery", created_at: old }] },
        { keepsProvenance: true },
      )
    ).results;
    const id = made?.ok ? made.id : "";
    await update("pipeline", (await read("opportunity", id)).pipeline_id as string, {
      stages: [
        { stage: "discovery", probability: 10 },
        { stage: "needs", probability: 30 },
        { stage: "proposal", probability: 50 },
        { stage: "negotiation", probability: 80 },
      ],
    });
    assert.equal((await read("opportunity", id)).is_stalled, true);
    const activity = await t.create("activity", { content: "电话", opportunity_id: id });
    const alive = await read("opportunity", id);
    assert.deepEqual([alive.is_stalled, alive.last_activity_at], [false, activity.happened_at]);
    await writeBatch(t.ctx, t.object("activity"), { operation: "delete", records: [activity.id] });
    const quiet = await read("opportunity", id);
    assert.deepEqual([quiet.is_stalled, quiet.last_activity_at], [true, null]);
    const task = await t.create("task", { name: "寄样", opportunity_id: id });
    assert.equal(task.customer_id, customerId);
    await update("task", task.id, { status: "done" });
    assert.equal((await read("opportunity", id)).is_stalled, false);
    await update("task", task.id, { status: "open" });
    assert.equal((await read("opportunity", id)).is_stalled, true);
    await update("opportunity", id, { next_contact_at: new Date(Date.now() + 864e5).toISOString() });
    assert.equal((await read("opportunity", id)).is_stalled, false);
  });
});

describe("what follows from an act", () => {
  test("a thousand deals and more get new limits from a job, a thousand in a transaction", async () => {
    await prepareJobs(t.ctx.db as OpenDatabase);
    const pipeline = await t.create("pipeline", { name: "大", stages: [{ stage: "needs", probability: 20, stalled_days: 3 }] });
    const records = Array.from({ length: 1100 }, (_, i) => ({ name: `单${i}`, customer_id: customerId, pipeline_id: pipeline.id }));
    assert.equal((await writeBatch(t.ctx, t.object("opportunity"), { operation: "create", records })).failed, 0);
    const stalling = async (): Promise<string[]> =>
      (
        await t.ctx.db.query<{ day: string }>(
          "select distinct round(extract(epoch from stalled_at - stage_changed_at) / 86400)::text as day from crm.opportunity where pipeline_id = $1",
          [pipeline.id],
        )
      ).rows.map((r) => r.day);
    await update("pipeline", pipeline.id, { stages: [{ stage: "needs", probability: 20, stalled_days: 7 }] });
    assert.deepEqual(await stalling(), ["3"]);
    const { rows: jobs } = await t.ctx.db.query<{ key: string }>("select key from graphile_worker.jobs where task_identifier = $1", [restallJob]);
    assert.deepEqual(jobs, [{ key: `restall:${pipeline.id}` }]);
    await restallAll(t.ctx, pipeline.id);
    assert.deepEqual(await stalling(), ["7"]);
    const { rows } = await t.ctx.db.query<{ n: number }>(
      "select count(distinct transaction)::int as n from keshu.change where object = 'opportunity' and kind = 'updated' and diff ? 'stalled_at' and record_id in (select id from crm.opportunity where pipeline_id = $1)",
      [pipeline.id],
    );
    assert.equal(rows[0]?.n, 2);
  });

  test("what cannot follow refuses the act, with the reason; in a batch just its row", async () => {
    const customer = await t.create("customer", { name: "不许动" });
    registerRules([
      {
        object: "customer",
        beforeWrite: (_ctx, rows) => {
          for (const row of rows)
            if (row.stored?.id === customer.id && "last_activity_at" in row.values) row.problems.push({ path: "last_activity_at", code: "READ_ONLY" });
        },
      },
    ]);
    const note = (customer_id: string) => ({ content: "电话", type: "call", customer_id });
    await assert.rejects(t.create("activity", note(customer.id)), fails("VALIDATION_FAILED", "", "FOLLOW_UP_REFUSED"));
    const { results } = await writeBatch(t.ctx, t.object("activity"), {
      operation: "create",
      records: [note(customerId), note(customer.id), note(customerId)],
    });
    assert.deepEqual(
      results.map((r) => (r.ok ? r.outcome : r.errors[0]?.code)),
      ["created", "FOLLOW_UP_REFUSED", "created"],
    );
    assert.equal((await listRecords(t.ctx, t.object("activity"), { filter: { customer_id: customer.id }, count: "exact" })).count, 0);
  });
});

describe("products on a deal", () => {
  const line = (opportunity_id: string, input: Record<string, unknown>) => t.create("opportunity_line", { opportunity_id, ...input });

  test("amounts are exact, prices come from the product, the sum becomes the deal's amount", async () => {
    const product = await t.create("product", { name: "传感器", code: "CGQ-1", price: "33.33" });
    const o = await deal();
    const one = await line(o.id, { product_id: product.id, quantity: 3, discount: 10 });
    assert.deepEqual([one.name, one.unit_price, one.amount], ["传感器", "33.33", "89.99"]);
    assert.deepEqual([(await read("opportunity", o.id)).amount, (await read("opportunity", o.id)).amount_from_lines], ["89.99", true]);
    const two = await line(o.id, { name: "安装", quantity: 1, unit_price: "1000" });
    assert.equal((await read("opportunity", o.id)).amount, "1089.99");
    await update("opportunity_line", two.id, { quantity: 2 });
    assert.equal((await read("opportunity", o.id)).amount, "2089.99");
    // by hand, and back
    await update("opportunity", o.id, { amount: 2000 });
    await update("opportunity_line", two.id, { quantity: 3 });
    assert.deepEqual([(await read("opportunity", o.id)).amount, (await read("opportunity", o.id)).amount_from_lines], ["2000.00", false]);
    assert.equal((await update("opportunity", o.id, { amount_from_lines: true })).amount, "3089.99");
    // many at once: what was there before, also what followed from it, sent back
    const byHand = await writeBatch(t.ctx, t.object("opportunity"), { operation: "update", records: [{ id: o.id, amount: 7 }] });
    const [done] = byHand.results;
    assert.ok(done?.ok);
    assert.deepEqual(done.previous, { amount: "3089.99", amount_from_lines: true });
    await writeBatch(t.ctx, t.object("opportunity"), { operation: "update", records: [{ id: o.id, version: done.version, ...done.previous }] });
    assert.deepEqual([(await read("opportunity", o.id)).amount, (await read("opportunity", o.id)).amount_from_lines], ["3089.99", true]);
    await writeBatch(t.ctx, t.object("opportunity_line"), { operation: "delete", records: [one.id, two.id] });
    assert.equal((await read("opportunity", o.id)).amount, null);
  });

  test("an amount typed before stays", async () => {
    const o = await deal({ amount: 500 });
    await line(o.id, { name: "甲", unit_price: 10 });
    assert.equal((await read("opportunity", o.id)).amount, "500.00");
  });

  test("hostile numbers are refused with their path", async () => {
    const o = await deal();
    const cases: [Record<string, unknown>, string][] = [
      [{ name: "x", unit_price: 1, discount: -5 }, "discount"],
      [{ name: "x", unit_price: 1, discount: 101 }, "discount"],
      [{ name: "x", unit_price: "1e30" }, "unit_price"],
      [{ name: "x", unit_price: -1 }, "unit_price"],
      [{ name: "x", unit_price: 1, quantity: 0 }, "quantity"],
      [{ name: "x", unit_price: 1, quantity: -3 }, "quantity"],
      [{ name: "x", unit_price: 1, quantity: "NaN" }, "quantity"],
      [{ name: "x", unit_price: "9999999999999999.99", quantity: 1_000_000_000 }, "amount"],
      [{ name: "x", unit_price: 1, amount: 1 }, "amount"],
      [{ unit_price: 1 }, "name"],
      [{ name: "x", unit_price: 1, unit_price_currency: "USD" }, "unit_price_currency"],
      [{ name: "x", opportunity_id: customerId }, "opportunity_id"],
    ];
    for (const [input, path] of cases) await assert.rejects(line(o.id, input), fails("VALIDATION_FAILED", path), JSON.stringify(input));
    await line(o.id, { name: "大", unit_price: "9999999999999999.99" });
    await assert.rejects(line(o.id, { name: "再来", unit_price: "9999999999999999.99" }), fails("VALIDATION_FAILED", "amount", "OUT_OF_RANGE"));
    assert.equal((await rows("opportunity_line", o.id)).length, 1);
  });

  test("a thousand lines at once, and writers side by side, add up", async () => {
    const o = await deal();
    const begin = performance.now();
    const { failed } = await writeBatch(t.ctx, t.object("opportunity_line"), {
      operation: "create",
      records: Array.from({ length: 1000 }, (_, i) => ({ opportunity_id: o.id, name: `行${i}`, unit_price: "0.01", quantity: i + 1 })),
    });
    assert.equal(failed, 0);
    assert.equal((await read("opportunity", o.id)).amount, "5005.00");
    assert.ok(performance.now() - begin < 5000);
    const shared = await deal();
    await Promise.all(Array.from({ length: 12 }, (_, i) => line(shared.id, { name: `并${i}`, unit_price: "10.10" })));
    assert.equal((await read("opportunity", shared.id)).amount, "121.20");
  });

  test("lines are priced in the deal's currency and follow it", async () => {
    const o = await deal({ amount_currency: "USD" });
    const product = await t.create("product", { name: "人民币价", code: "RMB-1", price: 8 });
    await assert.rejects(line(o.id, { product_id: product.id }), fails("VALIDATION_FAILED", "unit_price", "REQUIRED"));
    const one = await line(o.id, { product_id: product.id, unit_price: 2 });
    assert.deepEqual([one.unit_price_currency, one.amount_currency], ["USD", "USD"]);
    await update("opportunity", o.id, { amount_currency: "EUR" });
    assert.equal((await read("opportunity_line", one.id)).amount_currency, "EUR");
  });

  test("parts have the owner of their deal and the rights to it", async () => {
    const me = await t.create("user", { name: "小李" });
    const mine = { all: false, owners: [me.id], departments: [], shared: null };
    const ctx = testContext(t.ctx.db, testPrincipal({ userId: me.id, reach: () => mine }));
    const foreign = await deal();
    const part = await line(foreign.id, { name: "甲", unit_price: 1, owner_id: me.id });
    assert.equal(part.owner_id, t.ctx.principal.userId);
    await assert.rejects(getRecord(ctx, t.object("opportunity_line"), part.id), fails("NOT_FOUND"));
    await assert.rejects(
      t.create("opportunity_line", { opportunity_id: foreign.id, name: "偷", unit_price: 1 }, ctx),
      fails("VALIDATION_FAILED", "opportunity_id"),
    );
    await update("opportunity", foreign.id, { owner_id: me.id });
    assert.equal((await getRecord(ctx, t.object("opportunity_line"), part.id)).owner_id, me.id);
    assert.equal((await update("opportunity_line", part.id, { quantity: 2 }, ctx)).amount, "2.00");
  });
});

describe("shares", () => {
  test("who shares a deal shares its products, to read or to write", async () => {
    const me = await t.create("user", { name: "小陈" });
    const everyone = { all: true, owners: [], departments: [], shared: null };
    const reach = (access: "read" | "write") => ({ all: false, owners: [me.id], departments: [], shared: { userId: me.id, access } });
    const ctx = testContext(
      t.ctx.db,
      testPrincipal({
        userId: me.id,
        reach: (object, action) => (object === "opportunity" || object === "opportunity_line" ? reach(action === "read" ? "read" : "write") : everyone),
      }),
    );
    const o = await deal({ name: "共享的单" });
    const part = await t.create("opportunity_line", { opportunity_id: o.id, name: "共享的行", unit_price: 1 });
    const seen = async (q?: string) =>
      (await listRecords(ctx, t.object("opportunity_line"), { filter: { opportunity_id: o.id }, ...(q ? { q } : {}) })).data.length;
    const add = () => t.create("opportunity_line", { opportunity_id: o.id, name: "我加的", unit_price: 2 }, ctx);
    assert.equal(await seen(), 0);
    const share = (access: "read" | "write") => setTeam(t.ctx, t.object("opportunity"), o.id, [{ user_id: me.id, access }]);
    await share("read");
    assert.deepEqual([await seen(), await seen("共享的行"), (await getRecord(ctx, t.object("opportunity_line"), part.id)).name], [1, 1, "共享的行"]);
    await assert.rejects(add(), fails("VALIDATION_FAILED", "opportunity_id", "FORBIDDEN"));
    await assert.rejects(update("opportunity_line", part.id, { quantity: 5 }, ctx), fails("FORBIDDEN"));
    await share("write");
    const mine = await add();
    assert.equal(mine.owner_id, t.ctx.principal.userId);
    assert.equal((await update("opportunity_line", part.id, { quantity: 5 }, ctx)).amount, "5.00");
    assert.equal((await read("opportunity", o.id)).amount, "7.00");
    await writeBatch(ctx, t.object("opportunity_line"), { operation: "delete", records: [mine.id] });
    assert.equal((await read("opportunity", o.id)).amount, "5.00");
    await assert.rejects(setTeam(t.ctx, t.object("opportunity_line"), part.id, []), fails("INVALID_REQUEST"));
  });
});

describe("people of a deal", () => {
  test("roles, main contact and the deal's own fields say the same", async () => {
    const [a, b, c] = await Promise.all(["甲", "乙", "丙"].map((name) => t.create("contact", { name, customer_id: customerId, decision_role: "决策人" })));
    assert.ok(a && b && c);
    const o = await deal({ contact_id: a.id });
    assert.deepEqual([o.contact_ids, o.version], [[a.id], 1]);
    assert.equal((await read("opportunity", o.id)).version, 1);
    const [first] = await rows("opportunity_contact", o.id);
    assert.deepEqual([first?.contact_id, first?.is_primary, first?.role], [a.id, true, "决策人"]);
    const second = await t.create("opportunity_contact", { opportunity_id: o.id, contact_id: b.id, role: "反对者", attitude: "反对", is_primary: true });
    const now = await read("opportunity", o.id);
    assert.deepEqual([now.contact_id, new Set(now.contact_ids as string[])], [b.id, new Set([a.id, b.id])]);
    assert.equal((await read("opportunity_contact", first?.id as string)).is_primary, false);
    await assert.rejects(
      t.create("opportunity_contact", { opportunity_id: o.id, contact_id: b.id }),
      fails("VALIDATION_FAILED", "opportunity_id,contact_id", "NOT_UNIQUE_TOGETHER"),
    );
    await update("opportunity", o.id, { contact_ids: [b.id, c.id] });
    assert.deepEqual(new Set((await rows("opportunity_contact", o.id)).map((r) => r.contact_id)), new Set([b.id, c.id]));
    await writeBatch(t.ctx, t.object("opportunity_contact"), { operation: "delete", records: [second.id] });
    const last = await read("opportunity", o.id);
    assert.deepEqual([last.contact_id, last.contact_ids], [null, [c.id]]);
  });
});

describe("wins", () => {
  test("a win taken back takes the mark it made back, and no other", async () => {
    const buyer = await t.create("customer", { name: "误点客户" });
    const one = await deal({ customer_id: buyer.id });
    const two = await deal({ customer_id: buyer.id });
    const status = async () => (await read("customer", buyer.id)).deal_status;
    await update("opportunity", one.id, { stage: "won" });
    await update("opportunity", one.id, { stage: "needs" });
    assert.equal(await status(), "未成交");
    await update("opportunity", one.id, { stage: "won" });
    await update("opportunity", two.id, { stage: "won" });
    await update("opportunity", one.id, { stage: "needs" });
    assert.equal(await status(), "已成交");
    const old = await t.create("customer", { name: "老客户", deal_status: "已成交" });
    const third = await deal({ customer_id: old.id });
    await update("opportunity", third.id, { stage: "won" });
    await writeBatch(t.ctx, t.object("opportunity"), { operation: "delete", records: [third.id] });
    assert.equal((await read("customer", old.id)).deal_status, "已成交");
  });
});
