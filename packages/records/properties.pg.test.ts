import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type Context, type Database, newId, type Reach } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import fc from "fast-check";
import { accessPredicate, aggregateRecords, covers, createRecord, currentCatalog, type Filter, listRecords, setTeam, writeBatch } from "./index.ts";
import { newParameters } from "./parameters.ts";
import { prepareEngine, testContext, testPrincipal } from "./testing.ts";
import type { ApiRecord, ListQuery } from "./types.ts";

let db: Database;
let close: () => Promise<void>;
let admin: Context;
let customer: ObjectType;
let records: ApiRecord[];
const [people, departments] = [Array.from({ length: 4 }, () => newId()), Array.from({ length: 3 }, () => newId())];

const letters = ["甲", "乙", "国", "國", "a", "A", "B", "1", "%", "_", "\\", "'"];
const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }).map((w) => w.join(""));
const amount = fc.constantFrom("-1.50", "0.00", "0.10", "10.00", "9007199254740993.01", "9007199254740993.02");
const score = fc.constantFrom(-1, 0, 0.1, 2, 1e15);
const day = fc.constantFrom("0001-01-01", "2026-02-28", "2026-11-22", "9999-12-31");
const industry = fc.constantFrom("制造业", "金融", "其他");
const tag = fc.constantFrom("a", "b,c", '"', "{}", "NULL");
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  admin = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
  const row = fc.record({
    name: word,
    amount: orNull(amount),
    score: orNull(score),
    signed_on: orNull(day),
    industry,
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
  });
  const places = (i: number) => ({ owner_id: people[i % 5] ?? null, department_id: departments[i % 4] ?? null });
  await db.query(`insert into crm."user" (id, name, number) select u, 'x', u::text from unnest($1::uuid[]) u`, [people]);
  await db.query(`insert into crm.department (id, name, number) select u, 'x', u::text from unnest($1::uuid[]) u`, [departments]);
  const input = fc.sample(row, { numRuns: 90, seed: 7 }).map((r, i) => ({ ...r, ...places(i) }));
  const { failed } = await writeBatch(admin, customer, { operation: "create", records: input });
  assert.equal(failed, 0);
  records = (await listRecords(admin, customer, { limit: 1000 })).data;
  for (const [i, record] of records.entries())
    if (i % 7 === 0) await setTeam(admin, customer, record.id, [{ user_id: people[0] as string, access: i % 2 ? "read" : "write" }]);
});
after(() => close());

/** One condition, and what it means. */
interface Condition {
  filter: Filter;
  holds: (record: ApiRecord) => boolean;
}

const cents = (value: unknown): bigint => BigInt(String(value).replace(".", ""));

function comparable<T>(name: string, operand: fc.Arbitrary<T>, compare: (a: T, b: T) => number): fc.Arbitrary<Condition> {
  const has = (record: ApiRecord, is: (sign: number) => boolean, b: T) => record[name] !== null && is(Math.sign(compare(record[name] as T, b)));
  const tests: Record<string, (record: ApiRecord, b: T) => boolean> = {
    eq: (r, b) => has(r, (s) => s === 0, b),
    ne: (r, b) => !has(r, (s) => s === 0, b),
    gt: (r, b) => has(r, (s) => s > 0, b),
    gte: (r, b) => has(r, (s) => s >= 0, b),
    lt: (r, b) => has(r, (s) => s < 0, b),
    lte: (r, b) => has(r, (s) => s <= 0, b),
  };
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...Object.keys(tests)), operand)
      .map(([op, b]) => ({ filter: { [name]: { [op]: b } }, holds: (r: ApiRecord) => tests[op]?.(r, b) ?? false })),
    fc
      .tuple(operand, operand)
      .map(([a, b]) => ({ filter: { [name]: { between: [a, b] } }, holds: (r: ApiRecord) => has(r, (s) => s >= 0, a) && has(r, (s) => s <= 0, b) })),
    anyOf(name, operand, (r, b) => has(r, (s) => s === 0, b)),
    emptiness(name, (r) => r[name] === null),
  );
}

function anyOf<T>(name: string, operand: fc.Arbitrary<T>, equals: (record: ApiRecord, b: T) => boolean): fc.Arbitrary<Condition> {
  return fc.tuple(fc.boolean(), fc.array(fc.option(operand, { nil: null }), { maxLength: 3 })).map(([isIn, list]) => ({
    filter: { [name]: { [isIn ? "in" : "nin"]: list } },
    holds: (r) => isIn === list.some((b) => (b === null ? r[name] === null : equals(r, b))),
  }));
}

function emptiness(name: string, isEmpty: (record: ApiRecord) => boolean): fc.Arbitrary<Condition> {
  return fc.constantFrom<Condition>(
    { filter: { [name]: { empty: true } }, holds: isEmpty },
    { filter: { [name]: { empty: false } }, holds: (r) => !isEmpty(r) },
    { filter: { [name]: null }, holds: isEmpty },
    { filter: { [name]: { ne: null } }, holds: (r) => !isEmpty(r) },
  );
}

const texts: fc.Arbitrary<Condition> = fc.tuple(fc.constantFrom("eq", "ne", "contains", "starts"), word).map(([op, w]) => ({
  filter: { name: { [op]: w } },
  holds: ({ name }) => {
    const text = name as string;
    if (op === "contains") return text.toLowerCase().includes(w.toLowerCase());
    return op === "starts" ? text.startsWith(w) : (text === w) === (op === "eq");
  },
}));

const tags: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.constantFrom("eq", "contains", "in", "ne", "nin"), fc.uniqueArray(tag, { minLength: 1, maxLength: 2 })).map(([op, list]) => ({
    filter: { tags: { [op]: list } },
    holds: (r: ApiRecord) => {
      const has = (t: string) => (r.tags as string[]).includes(t);
      return op === "eq" || op === "contains" ? list.every(has) : list.some(has) === (op === "in");
    },
  })),
  emptiness("tags", (r) => (r.tags as string[]).length === 0),
);

const condition = fc.oneof(
  texts,
  tags,
  comparable("amount", amount, (a, b) => Number(cents(a) - cents(b))),
  comparable("score", score, (a, b) => a - b),
  comparable("signed_on", day, (a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  anyOf("industry", industry, (r, b) => r.industry === b),
);

const anyFilter = fc.letrec<{ filter: Condition }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    condition,
    fc
      .array(tie("filter"), { minLength: 1, maxLength: 3 })
      .map((list) => ({ filter: { or: list.map((c) => c.filter) }, holds: (r: ApiRecord) => list.some((c) => c.holds(r)) })),
    fc
      .array(tie("filter"), { minLength: 1, maxLength: 3 })
      .map((list) => ({ filter: { and: list.map((c) => c.filter) }, holds: (r: ApiRecord) => list.every((c) => c.holds(r)) })),
    tie("filter").map((c) => ({ filter: { not: c.filter }, holds: (r: ApiRecord) => !c.holds(r) })),
  ),
})).filter;

test("a filter finds the records it describes, and only those", async () => {
  await fc.assert(
    fc.asyncProperty(anyFilter, async ({ filter, holds }) => {
      const { data, count } = await listRecords(admin, customer, { filter, limit: 1000, count: "exact" });
      assert.deepEqual(new Set(data.map((r) => r.id)), new Set(records.filter(holds).map((r) => r.id)));
      assert.equal(count, data.length);
    }),
    { numRuns: 300 },
  );
});

const reach: fc.Arbitrary<Reach> = fc.record({
  all: fc.constant(false),
  owners: fc.subarray(people),
  departments: fc.subarray(departments),
  shared: fc.constantFrom(null, { userId: people[0] as string, access: "read" as const }, { userId: people[0] as string, access: "write" as const }),
});

test("the condition in SQL reaches what the rule says", async () => {
  const shares = await db.query<{ record_id: string; access: string }>("select record_id, access from keshu.team_member where user_id = $1", [people[0]]);
  const access = new Map(shares.rows.map((s) => [s.record_id, s.access]));
  await fc.assert(
    fc.asyncProperty(reach, fc.constantFrom<"set" | "one">("set", "one"), async (one, form) => {
      const p = newParameters();
      const { rows } = await db.query<{ id: string }>(`select t.id from crm.customer t where ${accessPredicate(one, "customer", p, form)}`, p.values);
      const expected = records.filter((r) =>
        covers(one, r.owner_id as string, r.department_id as string, () => access.has(r.id) && (one.shared?.access === "read" || access.get(r.id) === "write")),
      );
      assert.deepEqual(new Set(rows.map((r) => r.id)), new Set(expected.map((r) => r.id)));
    }),
    { numRuns: 150 },
  );
});

test("whoever searches finds what they may see and what fits, in lists, counts and sums", async () => {
  const shares = await db.query<{ record_id: string; access: string }>("select record_id, access from keshu.team_member where user_id = $1", [people[0]]);
  const access = new Map(shares.rows.map((s) => [s.record_id, s.access]));
  const search = fc.tuple(fc.constantFrom("contains", "or", "not", "q"), word, word).map(([kind, a, b]): { query: ListQuery; holds: Condition["holds"] } => {
    const has = (r: ApiRecord, w: string) => (r.name as string).toLowerCase().includes(w.toLowerCase());
    if (kind === "or") return { query: { filter: { or: [{ name: { contains: a } }, { name: { contains: b } }] } }, holds: (r) => has(r, a) || has(r, b) };
    if (kind === "not") return { query: { filter: { name: { contains: a }, not: { name: { contains: b } } } }, holds: (r) => has(r, a) && !has(r, b) };
    // a search takes letters for pinyin too, two ways to write a sign for one, and a single sign for a beginning
    return kind === "q" && /^[甲乙]{2,}$/.test(a)
      ? { query: { q: a }, holds: (r) => has(r, a) }
      : { query: { filter: { name: { contains: a } } }, holds: (r) => has(r, a) };
  });
  await fc.assert(
    fc.asyncProperty(fc.option(reach, { nil: undefined }), search, async (one, { query, holds }) => {
      const ctx = testContext(db, testPrincipal(one ? { reach: () => one } : {}));
      const expected = records.filter(
        (r) =>
          holds(r) &&
          (!one ||
            covers(
              one,
              r.owner_id as string,
              r.department_id as string,
              () => access.has(r.id) && (one.shared?.access === "read" || access.get(r.id) === "write"),
            )),
      );
      const { data, count } = await listRecords(ctx, customer, { ...query, limit: 1000, count: "exact" });
      assert.deepEqual(new Set(data.map((r) => r.id)), new Set(expected.map((r) => r.id)));
      assert.equal(count, expected.length);
      const sums = await aggregateRecords(ctx, customer, { ...query, measures: ["count"] });
      assert.equal(sums.data[0]?.count, expected.length);
    }),
    { numRuns: 200 },
  );
});

const sortable = ["name", "amount", "score", "signed_on", "industry", "created_at", "updated_at", "number", "version", "stage", "email", "id"];
const sort = fc
  .uniqueArray(fc.constantFrom(...sortable), { minLength: 1, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((name) => fc.constantFrom(name, `-${name}`))))
  .map((parts) => parts.join());

test("pages by cursor are the whole list in order, for anyone and any order", async () => {
  const reader = fc.option(reach, { nil: undefined }).map((one) => testContext(db, testPrincipal(one ? { reach: () => one } : {})));
  await fc.assert(
    fc.asyncProperty(reader, sort, fc.integer({ min: 3, max: 40 }), async (ctx, order, limit) => {
      const whole = (await listRecords(ctx, customer, { sort: order, limit: 1000, fields: ["id"] })).data.map((r) => r.id);
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listRecords(ctx, customer, { sort: order, limit, fields: ["id"], ...(cursor ? { cursor } : {}) });
        walked.push(...page.data.map((r) => r.id));
        cursor = page.next ?? undefined;
      } while (cursor);
      assert.deepEqual(walked, whole);
    }),
    { numRuns: 60 },
  );
});

test("upserts in batches leave what the same upserts one by one would", async () => {
  const row = fc.record({ key: fc.integer({ min: 0, max: 5 }), name: fc.constantFrom("一", "二"), score: orNull(fc.constantFrom(1, 2)) });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }), async (batches) => {
      const prefix = `p${run++}`;
      const model = new Map<string, { name: string; score: number | null }>();
      for (const batch of batches) {
        const inputs = batch.map(({ key, ...values }) => ({ email: `${prefix}-${key}@x.cn`, ...values }));
        const expected = inputs.map(({ email, name, score: points }) => {
          const known = model.get(email);
          model.set(email, { name, score: points });
          return known ? (known.name === name && known.score === points ? "unchanged" : "updated") : "created";
        });
        const { results } = await writeBatch(admin, customer, { operation: "upsert", key: ["email"], records: inputs });
        assert.deepEqual(
          results.map((r) => (r.ok ? r.outcome : r.code)),
          expected,
        );
      }
      const { data } = await listRecords(admin, customer, { filter: { email: { starts: `${prefix}-` } }, limit: 1000 });
      assert.deepEqual(new Map(data.map((r) => [r.email, { name: r.name, score: r.score }])), model);
    }),
    { numRuns: 40 },
  );
});

test("what was made by one call reads the same as what was made in a batch", async () => {
  const input = fc.record({ name: word, amount: orNull(amount), score: orNull(score), signed_on: orNull(day), tags: fc.uniqueArray(tag, { maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(input, async (values) => {
      const one = await createRecord(admin, customer, values);
      const [result] = (await writeBatch(admin, customer, { operation: "create", records: [values] })).results;
      const { data } = await listRecords(admin, customer, { filter: { id: result?.ok ? result.id : "" } });
      const plain = ({ id, number, created_at, updated_at, ...rest }: ApiRecord) => rest;
      assert.deepEqual(plain(data[0] as ApiRecord), plain(one));
    }),
    { numRuns: 40 },
  );
});
