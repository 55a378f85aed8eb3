import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { aggregateRecords, createRecord, currentCatalog, listRecords, readChanges, readHistory } from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;
let id: string;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  for (const name of ["甲", "乙", "丙"]) id = (await createRecord(ctx, customer, { name, tags: name === "甲" ? ["重点"] : [] })).id;
});
after(() => close());

const refuses = (work: Promise<unknown>, codes: string[], hint = "") =>
  assert.rejects(
    work,
    (error: ApplicationError) => {
      assert.ok(codes.includes(error.code), `${hint} ${error.code} ${error.message}`);
      assert.ok(error.errors[0]?.path, `${hint}: no path`);
      return true;
    },
    hint,
  );

test("every operator on every field refuses what it cannot read, and names the place", async () => {
  const operators = ["eq", "ne", "gt", "lte", "in", "nin", "contains", "starts", "between", "empty", "__proto__"];
  const operands = [
    "\0",
    "a\0b",
    "\ud800",
    {},
    [["x"]],
    [null, null, null],
    "99999-01-01",
    "1e400",
    [],
    Array(1001).fill("a"),
    ["\0"],
    "infinity",
    1e308,
    -1,
    true,
  ];
  for (const field of customer.fieldList) {
    for (const operator of operators) {
      for (const operand of operands) {
        const filter = JSON.parse(`{"${field.name}":{"${operator}":${JSON.stringify(operand)}}}`);
        const answer = await listRecords(ctx, customer, { filter, limit: 1 }).catch((error: ApplicationError) => {
          assert.equal(error.status, 400, `${field.name} ${operator} ${JSON.stringify(operand)}: ${error.message}`);
          assert.ok(error.errors[0]?.path, JSON.stringify(filter));
        });
        if (answer) assert.ok(!JSON.stringify(operand).includes("\\u0000"), JSON.stringify(filter));
      }
    }
  }
});

test("an id is compared as an id", async () => {
  assert.equal((await listRecords(ctx, customer, { filter: { id: { in: [id.toUpperCase()] } } })).data.length, 1);
  await refuses(listRecords(ctx, customer, { filter: { id: "x" } }), ["INVALID_FILTER"]);
  await refuses(listRecords(ctx, customer, { filter: { id: { contains: id } } }), ["UNKNOWN_OPERATOR"]);
});

test("lists are empty or not, and nothing between", async () => {
  const count = async (filter: object) => (await listRecords(ctx, customer, { filter: filter as never, count: "exact" })).count;
  assert.deepEqual([await count({ tags: null }), await count({ tags: { ne: null } }), await count({ tags: { empty: false } })], [2, 1, 1]);
  await refuses(listRecords(ctx, customer, { filter: { tags: { empty: "no" } } }), ["INVALID_FILTER"]);
});

test("filters of any depth and width are refused, not run", async () => {
  const deep = JSON.parse(`{"name":${"[".repeat(6000)}${"]".repeat(6000)}}`);
  await refuses(listRecords(ctx, customer, { filter: deep }), ["INVALID_FILTER"], "deep");
  await refuses(listRecords(ctx, customer, { filter: { or: Array(600).fill({}) } }), ["INVALID_FILTER"], "wide");
  await refuses(listRecords(ctx, customer, { filter: { or: Array(600).fill({ name: "x" }) } }), ["INVALID_FILTER"], "many conditions");
  await refuses(listRecords(ctx, customer, { filter: { "address.city.x": "x" } }), ["UNKNOWN_FIELD"]);
});

test("a forged cursor is INVALID_CURSOR, whatever is in it", async () => {
  for (const sort of ["name", "-created_at", "amount", "score", "-industry", "signed_on", "-id"]) {
    const { next } = await listRecords(ctx, customer, { sort, limit: 1 });
    const [shape] = JSON.parse(Buffer.from(next as string, "base64url").toString());
    const length = sort === "-id" ? 1 : 2;
    for (const value of ["x", "\0", true, 1e308, null, "99999-01-01", {}, id]) {
      const cursor = Buffer.from(JSON.stringify([shape, ...Array(length).fill(value)])).toString("base64url");
      if (value === id && (sort === "name" || sort === "-industry" || sort === "-id")) await listRecords(ctx, customer, { sort, cursor });
      else await refuses(listRecords(ctx, customer, { sort, cursor }), ["INVALID_CURSOR"], `${sort} ${value}`);
    }
    await refuses(listRecords(ctx, customer, { sort: sort === "name" ? "-name" : "name", cursor: next as string }), ["INVALID_CURSOR"], sort);
  }
});

test("positions in the log beyond what it can hold are INVALID_CURSOR", async () => {
  for (const after of ["1.18446744073709551616.1", "1.99999999999999999999.1", "1.1.99999999999999999", "99999999999.1.1", "x"]) {
    await refuses(readChanges(ctx, { after }), ["INVALID_CURSOR"], after);
    await refuses(readHistory(ctx, customer, id, { before: after }), ["INVALID_CURSOR"], after);
  }
});

test("groups are names and periods, nothing after them", async () => {
  for (const group of ["created_at:month:x", "created_at:month:\0", 'created_at:month"', "name:month", "\0", "id:day", "__proto__"])
    await refuses(aggregateRecords(ctx, customer, { group: [group], measures: ["count"] }), ["INVALID_PARAMETER", "UNKNOWN_FIELD"], group);
});
