import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type PeopleTest, peopleTest } from "../testing.ts";
import { writeAudit } from "./audit.ts";
import { sealAuditLog, verifyAuditChain } from "./audit-chain.ts";

let people: PeopleTest;
before(async () => {
  people = await peopleTest();
});
after(() => people.close());

const note = (kind: string) => writeAudit(people.db, { kind, actor: null, details: { 说明: "测试", n: 1 } });
/** What somebody with the database's own password could do. */
const tamper = async (sql: string) => {
  await people.db.query("alter table keshu.audit_event disable trigger user");
  await people.db.query(sql);
  await people.db.query("alter table keshu.audit_event enable trigger user");
};

/** Seals until so many are done: a transaction anywhere on the database server holds sealing back for its time. */
const sealAll = async (wanted: number, limit?: number): Promise<Awaited<ReturnType<typeof sealAuditLog>>> => {
  let sealed = 0;
  for (let tries = 0; ; tries++) {
    const result = await sealAuditLog(people.db, limit);
    sealed += result.sealed;
    if (sealed >= wanted || tries > 200) return { ...result, sealed };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

test("events are sealed in log order, each once, and the chain verifies", async () => {
  for (let i = 0; i < 5; i++) await note(`test.${i}`);
  const first = await sealAll(5);
  assert.ok(first.sealed >= 5);
  assert.equal((await sealAuditLog(people.db)).sealed, 0);
  await note("test.more");
  const second = await sealAll(1, 1);
  assert.equal(second.position, first.position + 1);
  assert.deepEqual(await verifyAuditChain(people.db, 3), { ok: true, events: second.position, brokenAt: null, head: second.hash });
});

test("an event of a transaction that is still running waits, and so does what came after it began", async () => {
  let finish = (): void => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = (): void => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow = people.db.transaction(async (tx) => {
    await writeAudit(tx, { kind: "test.slow", actor: null });
    begun();
    await held;
  });
  await started;
  await note("test.fast");
  assert.equal((await sealAuditLog(people.db)).sealed, 0, "the slow one comes first");
  finish();
  await slow;
  assert.equal((await sealAll(2)).sealed, 2);
  const { rows } = await people.db.query<{ kind: string }>("select kind from keshu.audit_event order by position desc limit 2");
  assert.deepEqual(
    rows.map((r) => r.kind),
    ["test.fast", "test.slow"],
  );
  assert.equal((await verifyAuditChain(people.db)).ok, true);
});

test("two servers that seal at once make one chain", async () => {
  for (let i = 0; i < 20; i++) await note("test.many");
  await Promise.all([sealAuditLog(people.db, 7), sealAuditLog(people.db, 7), sealAuditLog(people.db)]);
  assert.equal((await verifyAuditChain(people.db)).ok, true);
});

test("the log is append-only", async () => {
  for (const sql of [
    "update keshu.audit_event set kind = 'x'",
    "update keshu.audit_event set hash = 'x'",
    "delete from keshu.audit_event",
    "truncate keshu.audit_event",
  ]) {
    await assert.rejects(people.db.query(sql), Error, sql);
  }
});

test("a changed, removed or slipped-in event breaks the chain where it is", async () => {
  await tamper("update keshu.audit_event set details = '{\"n\":2}' where position = 3");
  assert.deepEqual([(await verifyAuditChain(people.db)).ok, (await verifyAuditChain(people.db)).brokenAt], [false, 3]);
  await tamper('update keshu.audit_event set details = \'{"n":1,"说明":"测试"}\' where position = 3');
  const { rows } = await people.db.query<{ position: number; kind: string }>("select position, kind from keshu.audit_event where kind = 'test.more'");
  const at = rows[0]?.position as number;
  await tamper(`delete from keshu.audit_event where position = ${at}`);
  assert.equal((await verifyAuditChain(people.db)).ok, false);
});
