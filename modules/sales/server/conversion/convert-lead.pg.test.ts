import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Context, newId, type Reach } from "@keshu/kernel";
import { getRecord, listRecords, setTeam } from "@keshu/records";
import { testContext, testPrincipal } from "@keshu/records/testing";
import { fails, type SalesTest, salesTest } from "../../testing.ts";
import { findDuplicates } from "../matching/find-duplicates.ts";
import { convertLead } from "./convert-lead.ts";
import { previewConversion } from "./preview-conversion.ts";

let t: SalesTest;
before(async () => {
  t = await salesTest();
});
after(() => t.close());

const read = (name: string, id: string) => getRecord(t.ctx, t.object(name), id);
const customersNamed = async (name: string): Promise<number> =>
  (await listRecords(t.ctx, t.object("customer"), { filter: { name: { contains: name } }, count: "exact" })).count as number;

/** A salesperson who reaches only what is theirs or shared with them. */
async function salesperson(): Promise<Context> {
  const user = await t.create("user", { name: "小王" });
  const reach = (access: "read" | "write"): Reach => ({ all: false, owners: [user.id], departments: [], shared: { userId: user.id, access } });
  return testContext(t.ctx.db, testPrincipal({ userId: user.id, reach: (_object, action) => (action === "read" ? reach("read") : reach("write")) }));
}

describe("conversion", () => {
  test("makes a customer, a contact and an opportunity with the lead's values", async () => {
    const lead = await t.create("lead", {
      name: "张三",
      company: "杭州云栖智造科技有限公司",
      mobile: "13800138000",
      industry: "制造业",
      source: "展会",
      title: "采购经理",
      email: "zhang@example.cn",
      tags: ["重点"],
    });
    const activity = await t.create("activity", { content: "初次电话", lead_id: lead.id });
    const task = await t.create("task", { name: "寄样品", lead_id: lead.id });
    const made = await convertLead(t.ctx, lead.id, { opportunity: { name: "一期", amount: "120000" } });
    assert.equal(made.customerMatch, "created");
    const customer = await read("customer", made.customerId);
    assert.deepEqual(
      [customer.name, customer.mobile, customer.industry, customer.source, customer.contact_name],
      ["杭州云栖智造科技有限公司", "+8613800138000", "制造业", "展会", "张三"],
    );
    const contact = await read("contact", made.contactId as string);
    assert.deepEqual([contact.name, contact.customer_id, contact.title, contact.is_primary], ["张三", customer.id, "采购经理", true]);
    const opportunity = await read("opportunity", made.opportunityId as string);
    assert.deepEqual(
      [opportunity.name, opportunity.customer_id, opportunity.contact_id, opportunity.amount, opportunity.stage],
      ["一期", customer.id, contact.id, "120000.00", "discovery"],
    );
    const after = await read("lead", lead.id);
    assert.deepEqual([after.status, after.customer_id, after.customer_match], ["qualified", customer.id, "created"]);
    assert.ok(after.converted_at);
    for (const [name, id] of [
      ["activity", activity.id],
      ["task", task.id],
    ] as const) {
      const followUp = await read(name, id);
      assert.deepEqual(
        [followUp.customer_id, followUp.contact_id, followUp.opportunity_id, followUp.lead_id],
        [customer.id, contact.id, opportunity.id, lead.id],
      );
    }
    const again = await convertLead(t.ctx, lead.id, { customer_id: newId(), opportunity: { name: "二期" } });
    assert.deepEqual([again.isNew, again.customerId, again.contactId, again.opportunityId], [false, made.customerId, made.contactId, made.opportunityId]);
  });

  test("uses the customer that is there: by credit code, by name in another spelling, by phone", async () => {
    const a = await t.create("customer", { name: "甲某某实业有限公司", credit_code: "91440300708461136T" });
    const b = await t.create("customer", { name: "恒发纸业（宁波）集团有限公司" });
    const c = await t.create("customer", { name: "丙丙丙", phone: "0571-88886666" });
    const cases: [Record<string, unknown>, string, string][] = [
      [{ name: "一", company: "完全不同的名字", credit_code: "91440300708461136t" }, a.id, "credit_code"],
      [{ name: "二", company: "恒發紙業(宁波)集團有限责任公司 " }, b.id, "name"],
      [{ name: "三", company: "别的", mobile: "0571 8888 6666" }, c.id, "phone"],
    ];
    for (const [input, id, by] of cases) {
      const lead = await t.create("lead", input);
      const made = await convertLead(t.ctx, lead.id, { create_opportunity: false });
      assert.deepEqual([made.customerId, made.customerMatch, made.opportunityId], [id, by, null]);
    }
  });

  test("a different credit code is a different company", async () => {
    await t.create("customer", { name: "同名贸易有限公司", credit_code: "91440300708461136T" });
    const lead = await t.create("lead", { name: "四", company: "同名贸易有限公司", credit_code: "91330106673959654P" });
    assert.equal((await convertLead(t.ctx, lead.id, {})).customerMatch, "created");
  });

  test("leads of one company converted at once give one customer, and one lead converted at once is converted once", async () => {
    const leads = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        t.create("lead", { name: `并发${i}`, company: i % 2 ? "并发之家科技有限公司" : "并发之家科技", mobile: `1390000000${i}` }),
      ),
    );
    const made = await Promise.all(leads.map((lead) => convertLead(t.ctx, lead.id, {})));
    assert.equal(new Set(made.map((m) => m.customerId)).size, 1);
    assert.equal(await customersNamed("并发之家"), 1);
    const lead = await t.create("lead", { name: "独一", company: "独一无二公司" });
    const answers = await Promise.all(Array.from({ length: 6 }, () => convertLead(t.ctx, lead.id, {})));
    assert.equal(answers.filter((a) => a.isNew).length, 1);
    assert.equal(new Set(answers.map((a) => `${a.customerId} ${a.contactId} ${a.opportunityId}`)).size, 1);
  });

  test("a contact who is there is used again", async () => {
    const customer = await t.create("customer", { name: "老客户公司" });
    const contact = await t.create("contact", { name: "老张", customer_id: customer.id, mobile: "13911112222" });
    const lead = await t.create("lead", { name: "张先生", company: "老客户公司", mobile: "139 1111 2222" });
    assert.equal((await convertLead(t.ctx, lead.id, {})).contactId, contact.id);
  });

  test("an unqualified lead, a missing one and bad fields are refused, and nothing stays behind", async () => {
    const lead = await t.create("lead", { name: "坏", company: "回滚公司", status: "unqualified" });
    await assert.rejects(convertLead(t.ctx, lead.id, {}), fails("VALIDATION_FAILED", "status", "ILLEGAL_TRANSITION"));
    assert.equal(await customersNamed("回滚公司"), 0);
    await assert.rejects(convertLead(t.ctx, newId(), {}), fails("NOT_FOUND"));
    await assert.rejects(convertLead(t.ctx, "x", {}), fails("NOT_FOUND"));
    const other = await t.create("lead", { name: "坏二", company: "回滚公司" });
    await assert.rejects(convertLead(t.ctx, other.id, { opportunity: { nope: 1 } }), fails("UNKNOWN_FIELD", "opportunity.nope"));
    await assert.rejects(convertLead(t.ctx, other.id, { opportunity: { amount: "abc" } }), fails("VALIDATION_FAILED", "opportunity.amount"));
    await assert.rejects(convertLead(t.ctx, other.id, { customer_id: newId() }), fails("VALIDATION_FAILED", "customer_id", "UNKNOWN_RECORD"));
    assert.equal(await customersNamed("回滚公司"), 0);
    assert.equal((await read("lead", other.id)).status, "new");
  });
});

describe("rights", () => {
  test("a lead out of sight is not found; one that may only be read is not converted", async () => {
    const me = await salesperson();
    const lead = await t.create("lead", { name: "别人的" });
    await assert.rejects(convertLead(me, lead.id, {}), fails("NOT_FOUND"));
    await setTeam(t.ctx, t.object("lead"), lead.id, [{ user_id: me.principal.userId, access: "read" }] as never);
    await assert.rejects(convertLead(me, lead.id, {}), fails("FORBIDDEN"));
  });

  test("a colleague's customer is neither doubled nor shown; one's own is used", async () => {
    const me = await salesperson();
    const theirs = await t.create("customer", { name: "已被认领贸易有限公司" });
    const lead = await t.create("lead", { name: "丁", company: "已被认领贸易" }, me);
    await assert.rejects(convertLead(me, lead.id, {}), fails("CUSTOMER_ALREADY_CLAIMED"));
    await assert.rejects(convertLead(me, lead.id, { customer_id: theirs.id }), fails("VALIDATION_FAILED", "customer_id"));
    const [foreign] = await findDuplicates(me, "customer", { name: "已被认领贸易" });
    assert.deepEqual([foreign?.id, foreign?.title, foreign?.number, foreign?.can_read], [null, null, null, false]);
    assert.equal((await findDuplicates(t.ctx, "customer", { name: "已被认领贸易" }))[0]?.id, theirs.id);
    const mine = await t.create("customer", { name: "我的客户有限公司" }, me);
    const second = await t.create("lead", { name: "戊", company: "我的客户" }, me);
    const made = await convertLead(me, second.id, {});
    assert.equal(made.customerId, mine.id);
    assert.equal((await read("opportunity", made.opportunityId as string)).owner_id, me.principal.userId);
  });

  test("values the caller may not see are carried over, fields the caller may not set are refused", async () => {
    const lead = await t.create("lead", { name: "己", company: "脱敏公司", mobile: "13700001111" });
    const masked = testContext(
      t.ctx.db,
      testPrincipal({ restricted: { lead: { mobile: "masked" }, customer: { mobile: "hidden" }, opportunity: { amount: "read" } } }),
    );
    await assert.rejects(convertLead(masked, lead.id, { opportunity: { amount: 1 } }), fails("VALIDATION_FAILED", "opportunity.amount", "READ_ONLY"));
    const made = await convertLead(masked, lead.id, {});
    assert.equal((await read("customer", made.customerId)).mobile, "+8613700001111");
    const found = await findDuplicates(masked, "customer", { phone: "13700001111" });
    assert.ok(
      found.every((d) => d.object === "contact"),
      JSON.stringify(found),
    );
  });
});

describe("what a conversion tells", () => {
  /** Reaches everything, but sees no phones and no credit codes. */
  const blind = (objects: string[]): Context => {
    const fields = { mobile: "masked", phone: "hidden", credit_code: "hidden", email: "hidden", owner_id: "hidden" } as const;
    const everything: Reach = { all: true, owners: [], departments: [], shared: null };
    return testContext(t.ctx.db, testPrincipal({ reach: () => everything, restricted: Object.fromEntries(objects.map((name) => [name, fields])) }));
  };

  test("a hidden phone or credit code is not told by what it matches", async () => {
    const customer = await t.create("customer", { name: "保密电话有限公司", mobile: "13911112222" });
    await t.create("contact", { name: "钱某", customer_id: customer.id, mobile: "13911113333", email: "qian@example.cn" });
    const lead = await t.create("lead", { name: "另一个人", company: "猜电话的公司", mobile: "13911112222" });
    const shown = async (ctx: Context, id = lead.id) => (await previewConversion(ctx, id)).matches.map((m) => [m.matched_by, m.owner_name]);
    assert.equal((await shown(t.ctx)).length, 1);
    assert.deepEqual(await shown(blind(["customer"])), []);
    assert.deepEqual(await shown(blind(["lead"])), []);
    // the contact it would become is not told by a hidden mobile either
    const known = await t.create("lead", { name: "别名", company: "保密电话有限公司", mobile: "13911113333" });
    const contactOf = async (ctx: Context) => (await previewConversion(ctx, known.id)).matches[0]?.contact?.name ?? null;
    assert.deepEqual([await contactOf(t.ctx), await contactOf(blind(["contact"]))], ["钱某", null]);
    // and the conversion does what its preview said
    assert.equal((await convertLead(blind(["customer"]), lead.id, { create_opportunity: false })).customerMatch, "created");
  });
});
