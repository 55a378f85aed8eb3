import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sealAuditLog, writeAudit } from "@keshu/people";
import { createHeadNotes } from "./audit-head.ts";
import { startTestServer, type TestServer } from "./testing.ts";

let t: TestServer;
const folder = mkdtempSync(join(tmpdir(), "keshu-head-"));
before(async () => {
  t = await startTestServer();
});
after(async () => {
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("the head of the audit chain is noted beside the database, and missed when it is gone", async () => {
  const said: string[] = [];
  const log = { error: (_detail: object, text: string) => said.push(text) } as never;
  const notes = createHeadNotes(folder);
  assert.equal(await notes.check(t.db, log), true); // nothing noted yet
  assert.equal(await createHeadNotes(join(folder, "not", "made")).check(t.db, log), true); // a server that joins has no folder yet
  notes.note({ position: 9_999_999, hash: "a".repeat(64) });
  assert.match(readFileSync(join(folder, "audit-head.log"), "utf8"), /^\S+ start 0 0{64}\n\d{4}-\S+Z 9999999 a{64}\n$/);
  assert.equal(await notes.check(t.db, log), false);
  assert.equal(said.length, 1);
  appendFileSync(join(folder, "audit-head.log"), "something else\n");
  assert.equal(await notes.check(t.db, log), false); // a line that is none does not hide the one before
});

test("a beginning of the audit log that was not noted is told: who can write the database cannot let events go", async () => {
  const own = mkdtempSync(join(folder, "start-"));
  const said: string[] = [];
  const log = { error: (_detail: object, text: string) => said.push(text) } as never;
  const notes = createHeadNotes(own);
  for (let n = 0; n < 3; n++) await writeAudit(t.db, { kind: `head.${n}`, actor: null });
  let head = await sealAuditLog(t.db);
  for (let tries = 0; head.position < 4 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    head = await sealAuditLog(t.db);
  }
  assert.equal(await notes.check(t.db, log), true); // where it begins now is noted
  notes.note(head);
  assert.equal(await notes.check(t.db, log), true);
  const hashAt = async (position: number) =>
    (await t.db.query<{ hash: string }>("select hash from keshu.audit_event where position = $1", [position])).rows[0]?.hash ?? "";
  const cut = { position: head.position - 1, hash: await hashAt(head.position - 1) };
  for (const start of [cut, { position: head.position + 7, hash: "e".repeat(64) }]) {
    await t.db.query("insert into keshu.audit_start (position, hash) values ($1, $2)", [start.position, start.hash]);
    assert.equal(await notes.check(t.db, log), false);
    assert.match(said.at(-1) ?? "", /begins where no server let it begin/);
    await t.db.query("delete from keshu.audit_start");
  }
  notes.noteStart(cut);
  assert.equal(await notes.check(t.db, log), true); // noted, but the server ended before it was done
  await t.db.query("insert into keshu.audit_start (position, hash) values ($1, $2)", [cut.position, cut.hash]);
  assert.equal(await notes.check(t.db, log), true);
  // a second server with a file of its own: only what was in its chain longer than events are kept may be gone
  const other = mkdtempSync(join(folder, "other-"));
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const first = await hashAt(1);
  const lines = (days: number) => [`${at(400)} start 0 ${"0".repeat(64)}`, `${at(400)} 1 ${first}`, `${at(days)} ${head.position} ${head.hash}`, ""].join("\n");
  for (const [days, expected] of [
    [10, false],
    [300, true],
  ] as const) {
    writeFileSync(join(other, "audit-head.log"), lines(days));
    assert.equal(await createHeadNotes(other, 200).check(t.db, log), expected, String(days));
  }
  await t.db.query("delete from keshu.audit_start");
});

test("an address that cannot be decoded is not found; access of others is told to those concerned", async () => {
  for (const path of ["/api/v1/customers/%ff", "/%ff", "/api/v1/%E0%A4%A"]) {
    const answer = await t.admin.get(path);
    assert.deepEqual([answer.status, answer.body.code], [404, "NO_SUCH_ADDRESS"], path);
  }
});
