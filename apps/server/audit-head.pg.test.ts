import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
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
  notes.note({ position: 9_999_999, hash: "a".repeat(64) });
  assert.match(readFileSync(join(folder, "audit-head.log"), "utf8"), /^\d{4}-\S+Z 9999999 a{64}\n$/);
  assert.equal(await notes.check(t.db, log), false);
  assert.equal(said.length, 1);
  appendFileSync(join(folder, "audit-head.log"), "something else\n");
  assert.equal(await notes.check(t.db, log), true);
});

test("an address that cannot be decoded is not found; access of others is told to those concerned", async () => {
  for (const path of ["/api/v1/customers/%ff", "/%ff", "/api/v1/%E0%A4%A"]) {
    const answer = await t.admin.get(path);
    assert.deepEqual([answer.status, answer.body.code], [404, "NOT_FOUND"], path);
  }
});
