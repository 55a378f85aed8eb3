import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../api/problem.ts";
import type { ApiRecord } from "../api/types.ts";
import { deliver, isUnreachable, type Transport } from "./deliver.ts";
import { changedByOthers, clashes, isSame } from "./entry.ts";

const write = (values: Record<string, unknown>, seen: Record<string, unknown>, version = 1) => ({
  id: "key-1",
  kind: "update" as const,
  path: "customers",
  recordId: "r1",
  values,
  seen,
  version,
});

/** A server with one record, version checks and idempotency keys. */
function server(stored: Record<string, unknown>) {
  const record: ApiRecord = { id: "r1", version: 1, ...stored };
  const done = new Map<string, ApiRecord>();
  const calls: string[] = [];
  const transport: Transport = {
    get: async () => ({ ...record }),
    create: async (_path, values, key) => {
      calls.push(`create ${key}`);
      if (done.has(key)) return done.get(key) as ApiRecord;
      if (values.id === record.id) throw new ApiProblem(422, { code: "VALIDATION_FAILED", errors: [{ path: "id", code: "NOT_UNIQUE", message: "" }] });
      return { ...values, id: String(values.id) };
    },
    update: async (_path, _id, values, version, key) => {
      calls.push(`update ${version} ${key}`);
      if (done.has(key)) return done.get(key) as ApiRecord;
      if (version !== record.version) throw new ApiProblem(412, { code: "STALE_VERSION" });
      Object.assign(record, values, { version: version + 1 });
      done.set(key, { ...record });
      return { ...record };
    },
  };
  return { record, calls, transport };
}

test("an edit of a field nobody else touched is joined with theirs", async () => {
  const { record, transport } = server({ name: "甲", region: "杭州", level: "A", version: 3 });
  const delivery = await deliver(write({ level: "B" }, { name: "甲", region: "上海", level: "A" }), transport);
  assert.equal(delivery.state, "saved");
  assert.deepEqual(delivery.state === "saved" && delivery.theirs, ["region"]);
  assert.deepEqual([record.level, record.region], ["B", "杭州"]);
});

test("the same field changed to something else is a conflict and writes nothing", async () => {
  const { record, transport } = server({ region: "杭州", version: 2 });
  const delivery = await deliver(write({ region: "宁波" }, { region: "上海" }), transport);
  assert.equal(delivery.state, "conflict");
  assert.equal(record.region, "杭州");
});

test("the same field changed to the same value needs nothing more", async () => {
  const { calls, transport } = server({ region: "宁波", version: 2 });
  const delivery = await deliver(write({ region: "宁波" }, { region: "上海" }), transport);
  assert.equal(delivery.state, "saved");
  assert.equal(calls.length, 1);
});

test("a write whose answer was lost happens once", async () => {
  const { record, calls, transport } = server({ region: "上海", version: 1 });
  await deliver(write({ region: "宁波" }, { region: "上海" }), transport);
  await deliver(write({ region: "宁波" }, { region: "上海" }), transport);
  assert.equal(record.version, 2);
  assert.deepEqual(calls, ["update 1 key-1", "update 1 key-1"]);
});

test("a second edit that waited behind the first finds its own value and goes on", async () => {
  const { record, transport } = server({ region: "上海", version: 1 });
  await deliver({ ...write({ region: "宁波" }, { region: "上海" }), id: "a" }, transport);
  const delivery = await deliver({ ...write({ region: "绍兴" }, { region: "宁波" }), id: "b" }, transport);
  assert.equal(delivery.state, "saved");
  assert.equal(record.region, "绍兴");
});

test("a new record that arrived long ago is taken as sent", async () => {
  const { transport } = server({ name: "甲" });
  const delivery = await deliver({ ...write({ name: "甲" }, {}), kind: "create" }, transport);
  assert.equal(delivery.state, "saved");
});

test("a record that changes all the time does not hold the write for ever", async () => {
  let version = 1;
  const busy: Transport = {
    get: async () => ({ id: "r1", region: "上海", version: ++version }),
    create: async () => ({ id: "r1" }),
    update: async () => {
      throw new ApiProblem(412, { code: "STALE_VERSION" });
    },
  };
  await assert.rejects(deliver(write({ region: "宁波" }, { region: "上海" }), busy), /HTTP 412/);
});

test("only what may pass by itself counts as unreachable", () => {
  assert.deepEqual(
    [0, 429, 503, 401, 404, 412, 422, 500].map((status) => isUnreachable(new ApiProblem(status, {}))),
    [true, true, true, false, false, false, false, false],
  );
  assert.equal(isUnreachable(new Error("x")), false);
});

test("the same is the same, however it is written", () => {
  assert.ok(isSame(null, "") && isSame(undefined, []) && !isSame(null, 0));
  // a figure as it was typed is stored with its own decimals
  assert.ok(isSame("1", 1) && isSame("1000", "1000.00") && isSame("10.5", "10.50") && isSame("100", 100));
  assert.ok(!isSame("1.5", "1.05") && !isSame("007", "7") && !isSame("100", "10") && !isSame("5", "五"));
  assert.ok(isSame("2026-11-25T03:00:00Z", "2026-11-25T03:00:00.000Z") && !isSame("2026-11-25T03:00:00Z", "2026-11-25T03:00:01Z"));
  assert.deepEqual(clashes({ a: 1, b: 2 }, { a: 0, b: 0 }, { a: 5, b: 2 }), ["a"]);
  assert.deepEqual(changedByOthers({ a: 1 }, { a: 0, b: 0, version: 1 }, { a: 0, b: 3, version: 2 }), ["b"]);
});
