import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type PeopleTest, peopleTest } from "../testing.ts";
import { writeAudit } from "./audit.ts";
import { auditStart, holdsHead, sealAuditLog, verifyAuditChain } from "./audit-chain.ts";
import { pruneAuditLog } from "./audit-retention.ts";

let people: PeopleTest;
before(async () => {
  people = await peopleTest();
});
after(() => people.close());

const note = (n: number) => writeAudit(people.db, { kind: `test.${n}`, actor: null });

async function sealAll(): Promise<{ position: number; hash: string }> {
  for (let tries = 0; ; tries++) {
    const head = await sealAuditLog(people.db);
    const { rows } = await people.db.query<{ n: number }>("select count(*)::int as n from keshu.audit_event where hash is null");
    if (rows[0]?.n === 0 || tries > 200) return head;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const age = async (kinds: string[], days: number) => {
  await people.db.query("alter table keshu.audit_event disable trigger user");
  await people.db.query("update keshu.audit_event set at = now() - $2::int * interval '1 day' where kind = any($1)", [kinds, days]);
  await people.db.query("alter table keshu.audit_event enable trigger user");
};

test("old events go from the old end, and the rest verifies", async () => {
  for (let n = 0; n < 6; n++) await note(n);
  await age(["test.0", "test.1", "test.3"], 400); // before they are sealed: the hash covers the time
  await people.db.query("alter table keshu.audit_event disable trigger user");
  await people.db.query("update keshu.audit_event set at = now() - interval '500 days' where kind not like 'test.%'");
  await people.db.query("alter table keshu.audit_event enable trigger user");
  const head = await sealAll();
  assert.equal(await pruneAuditLog(people.db, 0), 0);
  const first = (await people.db.query<{ position: number }>("select position from keshu.audit_event where kind = 'test.2'")).rows[0]?.position ?? 0;
  // test.3 is old too, but younger ones stand before it
  const starts: { position: number; hash: string }[] = [];
  assert.equal(await pruneAuditLog(people.db, 200, (start) => starts.push(start)), first - 1);
  assert.deepEqual(starts, [await auditStart(people.db)]);
  assert.equal(starts[0]?.position, first - 1);
  const kept = (await people.db.query<{ kind: string }>("select kind from keshu.audit_event where kind like 'test.%' order by sequence")).rows.map(
    (r) => r.kind,
  );
  assert.deepEqual(kept, ["test.2", "test.3", "test.4", "test.5"]);
  const report = await verifyAuditChain(people.db, 2);
  assert.deepEqual([report.ok, report.events, report.head], [true, 4, head.hash]);
  assert.equal(await pruneAuditLog(people.db, 200), 0);
  const next = await sealAll();
  assert.ok(next.position > head.position);
  assert.equal((await verifyAuditChain(people.db)).ok, true);
});

test("nothing else can be removed, and a head noted outside shows a cut", async () => {
  const head = await sealAll();
  await assert.rejects(people.db.query("delete from keshu.audit_event where position = $1", [head.position]), /append-only/);
  await assert.rejects(people.db.query("truncate keshu.audit_event"), /append-only/);
  assert.equal(await holdsHead(people.db, head), true);
  assert.equal(await holdsHead(people.db, { position: 1, hash: "0".repeat(64) }), true); // let go in its time
  assert.equal(await holdsHead(people.db, { ...head, hash: "f".repeat(64) }), false);
  assert.equal(await holdsHead(people.db, { ...head, position: head.position + 5 }), false);
});

test("the whole log may be old: the last event stays, for the chain goes on from it", async () => {
  await age(["test.2", "test.4", "test.5", "audit.pruned"], 900);
  const before = (await people.db.query<{ n: number }>("select count(*)::int as n from keshu.audit_event where position is not null")).rows[0]?.n ?? 0;
  assert.equal(await pruneAuditLog(people.db, 180), before - 1);
});
