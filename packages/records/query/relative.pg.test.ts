import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { aggregateRecords, createRecord, currentCatalog, type Filter, listRecords } from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";
import { beginningOf, periodOf } from "./relative.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;
const zone = "America/New_York";

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db, { ...testPrincipal(), timeZone: zone });
  customer = currentCatalog().byName.get("customer") as ObjectType;
  const day = (relative: string) => (periodOf({ relative }, new Date(), zone) as { start: string }).start;
  for (const [name, signed_on] of [
    ["昨", day("yesterday")],
    ["今", day("today")],
    ["明", day("tomorrow")],
    ["空", null],
  ])
    await createRecord(ctx, customer, { name, signed_on });
  // one a second before the reader's day, one at its first moment
  const start = Date.parse(beginningOf(day("today"), zone));
  for (const [name, at] of [
    ["前", start - 1000],
    ["始", start],
  ] as const)
    await createRecord(ctx, customer, { name, created_at: new Date(at).toISOString() }, { keepsProvenance: true });
});
after(() => close());

const find = async (filter: Filter) =>
  (await listRecords(ctx, customer, { filter, fields: ["name"] })).data
    .map((r) => r.name)
    .sort()
    .join("");

test("days compare by whole periods", async () => {
  const named = { name: { in: ["昨", "今", "明", "空"] } };
  const today = { relative: "today" };
  assert.equal(await find({ signed_on: today }), "今");
  assert.equal(await find({ signed_on: { eq: today } }), "今");
  assert.equal(await find({ signed_on: { lt: today } }), "昨");
  assert.equal(await find({ signed_on: { lte: today } }), ["今", "昨"].sort().join(""));
  assert.equal(await find({ signed_on: { gt: today } }), "明");
  assert.equal(await find({ signed_on: { gte: today } }), ["今", "明"].sort().join(""));
  assert.equal(await find({ ...named, signed_on: { ne: today } }), ["昨", "明", "空"].sort().join(""));
  assert.equal(await find({ signed_on: { between: [{ relative: "days", offset: -1 }, today] } }), ["今", "昨"].sort().join(""));
  assert.equal(await find({ signed_on: { between: ["2000-01-01", { relative: "yesterday" }] } }), "昨");
  assert.equal(await find({ or: [{ signed_on: { relative: "yesterday" } }, { signed_on: { relative: "tomorrow" } }] }), ["明", "昨"].sort().join(""));
});

test("moments are cut at the reader's midnight, or that of a zone asked for", async () => {
  const named = { name: { in: ["前", "始"] } };
  assert.equal(await find({ ...named, created_at: { gte: { relative: "today" } } }), "始");
  assert.equal(await find({ ...named, created_at: { relative: "yesterday" } }), "前");
  const { data } = await aggregateRecords(ctx, customer, { group: ["created_at:day"], measures: ["count"], filter: named });
  assert.equal(data.length, 2, "two days in the reader's zone");
});

test("me is the reader, in users and lists of them", async () => {
  const mine = await listRecords(ctx, customer, { filter: { owner_id: { relative: "me" } }, count: "exact" });
  assert.equal(mine.count, 6);
  assert.equal((await listRecords(ctx, customer, { filter: { owner_id: { in: [{ relative: "me" }] } }, count: "exact" })).count, 6);
  assert.equal((await listRecords(ctx, customer, { filter: { owner_id: { nin: ["me"] } }, count: "exact" })).count, 0);
});

test("what is not understood is refused with its place", async () => {
  const wrong: [Filter, string][] = [
    [{ signed_on: { eq: { relative: "someday" } } }, "filter.signed_on.eq"],
    [{ signed_on: { relative: null } }, "filter.signed_on"],
    [{ signed_on: { eq: { relative: "days" } } }, "filter.signed_on.eq"],
    [{ signed_on: { eq: { relative: "days", offset: "1; drop" } } }, "filter.signed_on.eq"],
    [{ signed_on: { eq: { relative: "days", offset: 1e300 } } }, "filter.signed_on.eq"],
    [{ signed_on: { eq: { relative: "today", x: 1 } } }, "filter.signed_on.eq"],
    [{ signed_on: { in: [{ relative: "today" }] } }, "filter.signed_on.in"],
    [{ signed_on: { in: { relative: "today" } } }, "filter.signed_on.in"],
    [{ signed_on: { between: [{ relative: "today" }] } }, "filter.signed_on.between"],
    [{ signed_on: { between: [{ relative: "today" }, null] } }, "filter.signed_on.between"],
    [{ signed_on: { between: [{ relative: "nope" }, { relative: "today" }] } }, "filter.signed_on.between"],
    [{ signed_on: { empty: { relative: "today" } } }, "filter.signed_on.empty"],
    [{ name: { eq: { relative: "today" } } }, "filter.name.eq"],
    [{ owner_id: { relative: "today" } }, "filter.owner_id"],
    [{ owner_id: { eq: { relative: "me", offset: 1 } } }, "filter.owner_id.eq"],
    [{ parent_id: { eq: { relative: "me" } } }, "filter.parent_id.eq"],
    [{ score: { gt: { relative: "today" } } }, "filter.score.gt"],
  ];
  for (const [filter, path] of wrong) {
    for (const ask of [() => listRecords(ctx, customer, { filter }), () => aggregateRecords(ctx, customer, { measures: ["count"], filter })]) {
      await assert.rejects(ask(), (error: ApplicationError) => {
        assert.equal(error.status, 400, `${JSON.stringify(filter)} ${error.code}`);
        assert.equal(error.errors[0]?.path, path, JSON.stringify(filter));
        return true;
      });
    }
  }
});
