import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Context, type Reach, within } from "@keshu/kernel";
import { getRecord, listRecords, transferRecord, updateRecord, writeBatch } from "@keshu/records";
import { testContext, testPrincipal } from "@keshu/records/testing";
import { fails, type SalesTest, salesTest } from "../testing.ts";
import { convertLead } from "./conversion/convert-lead.ts";
import { previewConversion } from "./conversion/preview-conversion.ts";
import { undoConversion } from "./conversion/undo-conversion.ts";
import { readGroup } from "./groups.ts";
import { findDuplicates } from "./matching/find-duplicates.ts";

let t: SalesTest;
before(async () => {
  t = await salesTest();
});
after(() => t.close());

const update = (name: string, id: string, patch: Record<string, unknown>, ctx = t.ctx) => updateRecord(ctx, t.object(name), id, patch);
const read = (name: string, id: string, ctx = t.ctx) => getRecord(ctx, t.object(name), id);
const gone = async (name: string, id: string | null) => (await listRecords(t.ctx, t.object(name), { filter: { id }, deleted: true })).data.length === 1;

const everyone: Reach = { all: true, owners: [], departments: [], shared: null };

/** A salesperson who reaches only what is theirs or shared with them. */
async function salesperson(name = "小王"): Promise<Context> {
  const user = await t.create("user", { name });
  const reach = (access: "read" | "write"): Reach => ({ all: false, owners: [user.id], departments: [], shared: { userId: user.id, access } });
  return testContext(
    t.ctx.db,
    testPrincipal({ userId: user.id, reach: (object, action) => (object === "user" ? everyone : reach(action === "read" ? "read" : "write")) }),
  );
}

describe("response", () => {
  test("the first contact stops the clock; notes among colleagues do not", async () => {
    const made = await writeBatch(
      t.ctx,
      t.object("lead"),
      { operation: "create", records: [{ name: "周五晚上来的", created_at: "2026-11-20T15:00:00Z" }] },
      { keepsProvenance: true },
    );
    const id = made.results[0]?.ok ? made.results[0].id : "";
    await t.create("activity", { lead_id: id, type: "note", content: "看起来不错", happened_at: "2026-11-23T00:30:00Z" });
    const noted = await read("lead", id);
    assert.deepEqual([noted.first_response_at, noted.status, noted.last_contact_at], [null, "new", null]);
    assert.equal(noted.last_activity_at, "2026-11-23T00:30:00Z");
    const call = await t.create("activity", { lead_id: id, type: "call", content: "联系上了", happened_at: "2026-11-23T01:10:00Z" });
    const answered = await read("lead", id);
    assert.deepEqual([answered.response_minutes, answered.status, answered.first_response_at], [10, "contacting", "2026-11-23T01:10:00Z"]);
    // A call that is written down later but was earlier counts; taken back, it no longer does.
    const earlier = await t.create("activity", { lead_id: id, type: "wechat", content: "先加了微信", happened_at: "2026-11-23T01:05:00Z" });
    assert.equal((await read("lead", id)).response_minutes, 5);
    await writeBatch(t.ctx, t.object("activity"), { operation: "delete", records: [earlier.id, call.id] });
    const undone = await read("lead", id);
    assert.deepEqual([undone.first_response_at, undone.response_minutes, undone.last_activity_at], [null, null, "2026-11-23T00:30:00Z"]);
  });

  test("what only rules set is refused", async () => {
    const lead = await t.create("lead", { name: "甲" });
    for (const field of ["first_response_at", "last_activity_at", "company_key"])
      await assert.rejects(update("lead", lead.id, { [field]: "2026-01-01T00:00:00Z" }), fails("VALIDATION_FAILED", field, "READ_ONLY"));
    await assert.rejects(t.create("lead", { name: "乙", status: "qualified" }), fails("VALIDATION_FAILED", "status", "CONVERT_INSTEAD"));
    const imported = await writeBatch(
      { ...t.ctx, origin: "import:x" },
      t.object("lead"),
      { operation: "create", records: [{ name: "丙", status: "qualified" }] },
      { anyState: true },
    );
    assert.equal(imported.created, 1);
  });
});

describe("duplicates", () => {
  test("leads are compared with leads, customers and contacts; similar names follow the sure ones", async () => {
    const customer = await t.create("customer", { name: "比邻星机器人（杭州）有限公司", phone: "0571-66668888" });
    const contact = await t.create("contact", { name: "高远", email: "gao@blx.example.cn", mobile: "13611112222" });
    const lead = await t.create("lead", { name: "高先生", company: "比邻星机器人(杭州)", mobile: "13611112222" });
    const found = await findDuplicates(t.ctx, "lead", { company: "比邻星機器人（杭州）", mobile: "136 1111 2222", email: "GAO@blx.example.cn" });
    assert.deepEqual(
      found.map((d) => [d.object, d.id, d.matched_by]),
      [
        ["customer", customer.id, "name"],
        ["contact", contact.id, "phone"],
        ["lead", lead.id, "phone"],
      ],
    );
    assert.deepEqual(
      (await findDuplicates(t.ctx, "lead", { mobile: "13611112222", except: lead.id })).map((d) => d.id),
      [contact.id],
    );
    assert.deepEqual(
      (await findDuplicates(t.ctx, "customer", { name: "比邻星机器" })).map((d) => [d.id, d.matched_by]),
      [[customer.id, "similar"]],
    );
    await convertLead(t.ctx, lead.id, {});
    assert.ok((await findDuplicates(t.ctx, "lead", { mobile: "13611112222" })).every((d) => d.object !== "lead"));
  });

  test("of records out of sight only their existence and owner are told", async () => {
    const [me, other] = [await salesperson("小王"), await salesperson("老刘")];
    await t.create("customer", { name: "隐身科技有限公司", mobile: "13655556666" }, other);
    const [found] = await findDuplicates(me, "lead", { mobile: "13655556666" });
    assert.deepEqual(found, { object: "customer", id: null, title: null, number: null, owner_name: "老刘", matched_by: "phone", can_read: false });
    // A piece of the name tells nothing.
    assert.deepEqual(await findDuplicates(me, "customer", { name: "隐身科" }), []);
  });

  test("who may not see owners or numbers is told neither", async () => {
    const owner = await salesperson("不可见的人");
    await t.create("customer", { name: "遮掩精密机械有限公司", mobile: "13655557777" }, owner);
    const cut = testContext(t.ctx.db, testPrincipal({ restricted: { customer: { owner_id: "hidden", number: "hidden" } } }));
    const [byPhone] = await findDuplicates(cut, "customer", { mobile: "13655557777" });
    assert.deepEqual([byPhone?.title, byPhone?.number, byPhone?.owner_name], ["遮掩精密机械有限公司", null, null]);
    const [similar] = await findDuplicates(cut, "customer", { name: "遮掩精密机" });
    assert.deepEqual([similar?.matched_by, similar?.number, similar?.owner_name], ["similar", null, null]);
  });

  test("odd input finds nothing and breaks nothing", async () => {
    for (const query of [{ name: "公司" }, { phone: "abc" }, { email: "x@" }, { credit_code: "' or 1=1" }, { name: "%_%" }, { name: "👩‍👩‍👧".repeat(20) }])
      assert.ok(Array.isArray(await findDuplicates(t.ctx, "customer", query)));
  });
});

describe("conversion", () => {
  test("the preview tells what is there and writes nothing", async () => {
    const customer = await t.create("customer", { name: "预览实业有限公司" });
    const contact = await t.create("contact", { name: "预先生", customer_id: customer.id, mobile: "13512345678" });
    const lead = await t.create("lead", { name: "预先生", company: "预览实业", mobile: "13512345678" });
    const preview = await previewConversion(t.ctx, lead.id);
    assert.deepEqual(
      [preview.outcome, preview.may_create, preview.matches[0]?.customer_id, preview.matches[0]?.contact?.id],
      ["match", true, customer.id, contact.id],
    );
    assert.equal((await read("lead", lead.id)).status, "new");
    const fresh = await t.create("lead", { name: "独行者", company: "从未见过的公司" });
    const cut = testContext(t.ctx.db, testPrincipal({ restricted: { lead: { company: "hidden" } } }));
    assert.doesNotMatch(JSON.stringify(await previewConversion(cut, fresh.id)), /从未见过/);
    const nothing = await previewConversion(t.ctx, fresh.id);
    assert.deepEqual([nothing.outcome, nothing.matches, nothing.opportunity_name], ["create", [], "从未见过的公司的商机"]);
  });

  test("choices are obeyed where they double nothing", async () => {
    const customer = await t.create("customer", { name: "同名同姓贸易有限公司", credit_code: "91440300708461136T" });
    const sure = await t.create("lead", { name: "一", company: "同名同姓贸易", credit_code: "91440300708461136T" });
    await assert.rejects(convertLead(t.ctx, sure.id, { create_customer: true }), fails("VALIDATION_FAILED", "create_customer", "NOT_UNIQUE"));
    const alike = await t.create("lead", { name: "二", company: "同名同姓贸易" });
    const made = await convertLead(t.ctx, alike.id, { create_customer: true });
    assert.equal(made.customerMatch, "created");
    assert.notEqual(made.customerId, customer.id);
    const stranger = await t.create("contact", { name: "外人" });
    const third = await t.create("lead", { name: "三", company: "同名同姓贸易" });
    await assert.rejects(
      convertLead(t.ctx, third.id, { customer_id: customer.id, contact_id: stranger.id }),
      fails("VALIDATION_FAILED", "contact_id", "UNKNOWN_RECORD"),
    );
    const known = await t.create("contact", { name: "熟人", customer_id: customer.id });
    assert.equal((await convertLead(t.ctx, third.id, { customer_id: customer.id, contact_id: known.id })).contactId, known.id);
  });

  test("what a colleague's conversion made is not taken back without the right to delete it", async () => {
    const [me, other] = [await salesperson("转化人"), await salesperson("旁人")];
    const lead = await t.create("lead", { name: "不许撤", company: "不许撤有限公司" }, me);
    const made = await convertLead(me, lead.id, {});
    // Reads everything and deletes what is theirs, like a marketing role.
    const { principal } = other;
    const reader: Context = {
      ...other,
      principal: { ...principal, reach: (object, action) => (action === "read" ? everyone : principal.reach(object, action)) },
    };
    await assert.rejects(undoConversion(reader, lead.id), fails("FORBIDDEN"));
    assert.equal(await gone("customer", made.customerId), false);
    // Given to somebody else meanwhile, the customer is no longer the converter's to throw away.
    await transferRecord(t.ctx, t.object("customer"), made.customerId, { owner_id: principal.userId, with: [] });
    await assert.rejects(undoConversion(me, lead.id), fails("FORBIDDEN"));
    assert.equal(await gone("opportunity", made.opportunityId), false);
  });

  test("a colleague's company is refused, also as a new one", async () => {
    const [me, other] = [await salesperson(), await salesperson("老刘")];
    await t.create("customer", { name: "名花有主有限公司" }, other);
    const lead = await t.create("lead", { name: "甲", company: "名花有主" }, me);
    const preview = await previewConversion(me, lead.id);
    assert.deepEqual([preview.outcome, preview.may_create, preview.matches[0]?.title, preview.matches[0]?.owner_name], ["refused", false, null, "老刘"]);
    await assert.rejects(convertLead(me, lead.id, { create_customer: true }), fails("CUSTOMER_ALREADY_CLAIMED"));
  });

  test("it can be undone until somebody works on with it", async () => {
    const lead = await t.create("lead", { name: "反悔", company: "反悔有限公司" });
    const activity = await t.create("activity", { lead_id: lead.id, content: "电话" });
    const made = await convertLead(t.ctx, lead.id, {});
    await undoConversion(t.ctx, lead.id);
    const back = await read("lead", lead.id);
    assert.deepEqual([back.status, back.customer_id, back.opportunity_id], ["contacting", null, null]);
    assert.ok((await gone("customer", made.customerId)) && (await gone("contact", made.contactId)) && (await gone("opportunity", made.opportunityId)));
    assert.equal((await read("activity", activity.id)).customer_id, null);
    await assert.rejects(undoConversion(t.ctx, lead.id), fails("NOT_READY"));
    const again = await convertLead(t.ctx, lead.id, {});
    assert.equal(again.customerMatch, "created");
    await update("opportunity", again.opportunityId as string, { stage: "needs" });
    await assert.rejects(undoConversion(t.ctx, lead.id), fails("IN_USE"));
    // A customer that was there before stays.
    const customer = await t.create("customer", { name: "老朋友有限公司" });
    const second = await t.create("lead", { name: "友", company: "老朋友" });
    await convertLead(t.ctx, second.id, {});
    await undoConversion(t.ctx, second.id);
    assert.equal((await read("customer", customer.id)).id, customer.id);
    assert.equal((await read("lead", second.id)).status, "new");
  });
});

describe("customers", () => {
  test("completeness follows what is filled in", async () => {
    const bare = await t.create("customer", { name: "空空" });
    assert.equal(bare.completeness, 10);
    const more = await update("customer", bare.id, { phone: "0571-88882222", level: "A", industry: "金融" });
    assert.equal(more.completeness, 45);
    assert.equal((await update("customer", bare.id, { phone: null })).completeness, 30);
    await assert.rejects(update("customer", bare.id, { completeness: 100 }), fails("VALIDATION_FAILED", "completeness", "READ_ONLY"));
  });

  test("two people who put two companies under each other at the same time make no loop", async () => {
    for (let round = 0; round < 6; round++) {
      const [a, b, c] = await Promise.all(["甲", "乙", "丙"].map((name) => t.create("customer", { name })));
      assert.ok(a && b && c);
      const moves = await Promise.allSettled([
        update("customer", a.id, { parent_id: b.id }),
        update("customer", b.id, { parent_id: c.id }),
        update("customer", c.id, { parent_id: a.id }),
      ]);
      assert.ok(moves.filter((m) => m.status === "rejected").length >= 1);
      const { rows } = await t.ctx.db.query("select 1 from crm.customer where id = any($1::uuid[]) and parent_id is null", [[a.id, b.id, c.id]]);
      assert.ok(rows.length >= 1, "a loop");
    }
  });

  test("a group shows what its reader may see, with the sums of that", async () => {
    const me = await salesperson();
    const head = await t.create("customer", { name: "总部" });
    const middle = await t.create("customer", { name: "中间", parent_id: head.id });
    const mine = await t.create("customer", { name: "我的", owner_id: me.principal.userId });
    await update("customer", mine.id, { parent_id: middle.id });
    const hidden = await t.create("customer", { name: "旁支", parent_id: head.id });
    await t.create("opportunity", { name: "一", customer_id: mine.id, amount: "100.10", owner_id: me.principal.userId });
    await t.create("opportunity", { name: "二", customer_id: hidden.id, amount: "5" });
    const won = await t.create("opportunity", { name: "三", customer_id: mine.id, amount: "7" });
    await update("opportunity", won.id, { stage: "won" });
    const all = await readGroup(t.ctx, middle.id);
    const cut = testContext(t.ctx.db, testPrincipal({ restricted: { customer: { parent_id: "hidden" } } }));
    const alone = await readGroup(cut, middle.id);
    assert.deepEqual([alone.root.title, alone.count, alone.root.children], ["中间", 1, []]);
    assert.deepEqual([all.root.title, all.count, all.root.children.length, all.root.children[0]?.is_self], ["总部", 4, 2, true]);
    assert.deepEqual(
      [all.root.children[0]?.children[0]?.open, all.root.children[0]?.children[0]?.won],
      [
        { count: 1, amount: "100.10" },
        { count: 1, amount: "7.00" },
      ],
    );
    const seen = await readGroup(me, mine.id);
    assert.deepEqual([seen.root.title, seen.root.is_self, seen.count, seen.root.open.amount, seen.root.won.count], ["我的", true, 1, "100.10", 0]);
    await assert.rejects(readGroup(me, head.id), fails("NOT_FOUND"));
  });
});

describe("transfer", () => {
  test("what belongs to a customer goes along where it had the same owner; stages and history stay", async () => {
    const [from, to, other] = await Promise.all(["甲", "乙", "丙"].map((name) => t.create("user", { name })));
    assert.ok(from && to && other);
    const customer = await t.create("customer", { name: "移交客户", owner_id: from.id });
    const about = { customer_id: customer.id, owner_id: from.id };
    const contact = await t.create("contact", { name: "联系人", ...about });
    const deal = await t.create("opportunity", { name: "单", ...about });
    await update("opportunity", deal.id, { stage: "proposal" });
    const line = await t.create("opportunity_line", { opportunity_id: deal.id, name: "行", unit_price: 1 });
    const theirs = await t.create("opportunity", { name: "别人的单", customer_id: customer.id, owner_id: other.id });
    const [open, done] = [await t.create("task", { name: "待办", ...about }), await t.create("task", { name: "办完", ...about })];
    await update("task", done.id, { status: "done" });
    const activity = await t.create("activity", { content: "谈过", ...about });
    const { record, moved } = await transferRecord(t.ctx, t.object("customer"), customer.id, { owner_id: to.id });
    assert.equal(record.owner_id, to.id);
    assert.deepEqual(moved, { contacts: 1, opportunities: 1, tasks: 1 });
    const owner = async (name: string, id: string) => (await read(name, id)).owner_id;
    assert.deepEqual(
      await Promise.all([owner("contact", contact.id), owner("opportunity", deal.id), owner("opportunity_line", line.id), owner("task", open.id)]),
      [to.id, to.id, to.id, to.id],
    );
    assert.deepEqual([await owner("opportunity", theirs.id), await owner("task", done.id), await owner("activity", activity.id)], [other.id, from.id, from.id]);
    const after = await read("opportunity", deal.id);
    assert.deepEqual([after.stage, after.probability], ["proposal", 50]);
    const only = await transferRecord(t.ctx, t.object("customer"), customer.id, { owner_id: from.id, with: ["contacts"] });
    assert.deepEqual(only.moved, { contacts: 1 });
    assert.deepEqual((await transferRecord(t.ctx, t.object("customer"), customer.id, { owner_id: to.id, with: [] })).moved, {});
    await assert.rejects(transferRecord(t.ctx, t.object("customer"), customer.id, { owner_id: to.id, with: ["users"] }), fails("VALIDATION_FAILED", "with.0"));
    await assert.rejects(transferRecord(t.ctx, t.object("opportunity_line"), line.id, { owner_id: from.id }), fails("INVALID_REQUEST"));
  });

  test("it is all or nothing", async () => {
    const [from, to] = [await t.create("user", { name: "甲" }), await t.create("user", { name: "乙" })];
    const customer = await t.create("customer", { name: "回滚", owner_id: from.id });
    const contact = await t.create("contact", { name: "人", customer_id: customer.id, owner_id: from.id });
    await t.ctx.db
      .transaction(async (tx) => {
        await transferRecord(within(t.ctx, tx), t.object("customer"), customer.id, { owner_id: to.id });
        throw new Error("stop");
      })
      .catch(() => undefined);
    assert.deepEqual([(await read("customer", customer.id)).owner_id, (await read("contact", contact.id)).owner_id], [from.id, from.id]);
  });
});
