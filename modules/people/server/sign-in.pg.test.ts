import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApplicationError, Database } from "@keshu/kernel";
import { listenTo } from "@keshu/platform";
import { currentCatalog, updateRecord } from "@keshu/records";
import { Secret, TOTP } from "otpauth";
import { adminPassword, type PeopleTest, peopleTest } from "../testing.ts";
import { createApiKey, endApiKey } from "./api-keys.ts";
import { authenticate } from "./authenticate.ts";
import { setPassword } from "./credentials.ts";
import { ensureFirstAdministrator } from "./first-administrator.ts";
import { bumpIdentity, followIdentity, identityChannel, identityGeneration } from "./identity-epoch.ts";
import { principalForWork } from "./load-identity.ts";
import { configureSecrets } from "./secret-box.ts";
import { endSession, listSessions } from "./sessions.ts";
import { type SignInInput, signIn } from "./sign-in.ts";
import { clearFailures, throttleLimits } from "./sign-in-throttle.ts";
import { newRecoveryCodes, newTotpSecret, sealTotp } from "./totp.ts";

let people: PeopleTest;
before(async () => {
  configureSecrets({ secret: "for tests only" });
  people = await peopleTest();
});
after(() => people.close());

const from = (input: Partial<SignInInput>): SignInInput => ({ ip: "10.0.0.1", userAgent: "test", ...input });
const code = (expected: string) => (error: unknown) => (error as ApplicationError).code === expected;
const attempt = (email: string, password: string, rest: Partial<SignInInput> = {}) => signIn(people.db, from({ email, password, ...rest }));
const userObject = () => currentCatalog().byName.get("user") as never;

test("the right password opens a session; everything else is the same 401", async () => {
  const { token, userId } = await attempt(" Admin@KESHU.local", adminPassword);
  assert.match(token, /^kt_[\w-]{43}$/);
  const principal = await authenticate(people.db, token);
  assert.equal(principal?.userId, userId);
  assert.equal(principal?.isAdministrator, true);
  await assert.rejects(attempt("admin@keshu.local", "wrong"), code("INVALID_CREDENTIALS"));
  await assert.rejects(attempt("nobody@keshu.local", adminPassword), code("INVALID_CREDENTIALS"));
  await assert.rejects(signIn(people.db, from({ email: "admin@keshu.local" })), code("INVALID_CREDENTIALS"));
  await assert.rejects(signIn(people.db, from({})), code("INVALID_CREDENTIALS"));
});

test("neither tokens nor passwords are stored", async () => {
  const { token } = await attempt("admin@keshu.local", adminPassword);
  for (const table of ["session", "credential", "audit_event", "sign_in_attempt"]) {
    const { rows } = await people.db.query<{ line: string }>(`select t::text as line from keshu.${table} t`);
    for (const { line } of rows) assert.ok(!line.includes(token.slice(3)) && !line.includes(adminPassword), table);
  }
});

test("made-up and malformed tokens are nobody", async () => {
  for (const token of ["", "kt_", "kt_short", `kt_${"a".repeat(43)}`, `ks_${"a".repeat(43)}`, `xx_${"a".repeat(43)}`, "' or 1=1"])
    assert.equal(await authenticate(people.db, token), null);
});

test("an ended session is over at once, also where it was cached", async () => {
  const { token, sessionId, userId } = await attempt("admin@keshu.local", adminPassword);
  assert.ok(await authenticate(people.db, token));
  assert.ok((await listSessions(people.db, userId)).some((s) => s.id === sessionId));
  await assert.rejects(
    people.db.transaction((tx) => endSession(tx, sessionId, "01900000-0000-7000-8000-00000000ffff")),
    code("NOT_FOUND"),
  );
  await people.db.transaction((tx) => endSession(tx, sessionId, userId));
  assert.equal(await authenticate(people.db, token), null);
  await assert.rejects(
    people.db.transaction((tx) => endSession(tx, "no-uuid", userId)),
    code("NOT_FOUND"),
  );
});

test("signing in ends the session the browser came with", async () => {
  const first = await attempt("admin@keshu.local", adminPassword);
  assert.ok(await authenticate(people.db, first.token));
  await attempt("admin@keshu.local", adminPassword, { previousToken: first.token });
  assert.equal(await authenticate(people.db, first.token), null);
});

test("sessions expire, idle ones too", async () => {
  for (const change of ["expires_at = now() - interval '1 second'", "last_seen_at = now() - interval '8 days'"]) {
    const { token, sessionId } = await attempt("admin@keshu.local", adminPassword);
    await people.db.query(`update keshu.session set ${change} where id = $1`, [sessionId]);
    assert.equal(await authenticate(people.db, token), null, change);
  }
});

test("a frozen or deleted person is out at once and cannot come back", async () => {
  const id = await people.createUser({ email: "li@keshu.local", password: "some good words" });
  const { token } = await attempt("li@keshu.local", "some good words");
  assert.ok(await authenticate(people.db, token));
  await updateRecord(people.ctx, userObject(), id, { state: "frozen" });
  assert.equal(await authenticate(people.db, token), null);
  await assert.rejects(attempt("li@keshu.local", "some good words"), code("INVALID_CREDENTIALS"));
  await updateRecord(people.ctx, userObject(), id, { state: "active" });
  assert.equal(await authenticate(people.db, token), null, "the old session does not come back to life");
  await clearFailures(people.db, "li@keshu.local");
  assert.ok((await attempt("li@keshu.local", "some good words")).token);
});

test("five failures lock an account, known or not, with growing waits; the right password must wait too", async () => {
  await people.createUser({ email: "wang@keshu.local", password: "some good words" });
  const waits: Record<string, number[]> = {};
  for (const email of ["wang@keshu.local", "not-there@keshu.local"]) {
    for (let i = 0; i < throttleLimits.account.after; i++) await assert.rejects(attempt(email, "wrong words"), code("INVALID_CREDENTIALS"));
    const seen: number[] = [];
    for (let round = 0; round < 4; round++) {
      await assert.rejects(attempt(email, "some good words"), (error: ApplicationError) => {
        seen.push(error.params.seconds as number);
        return error.code === "ACCOUNT_LOCKED";
      });
      await people.db.query("update keshu.sign_in_attempt set locked_until = now() - interval '1 minute' where kind = 'account'"); // time passes
      await assert.rejects(attempt(email, "wrong words"), code("INVALID_CREDENTIALS"));
    }
    waits[email] = seen;
  }
  assert.deepEqual(waits["wang@keshu.local"], [5, 10, 20, 40]);
  assert.deepEqual(waits["not-there@keshu.local"], waits["wang@keshu.local"], "a lock tells nothing about whether the account exists");
  await people.db.query("update keshu.sign_in_attempt set locked_until = now() - interval '1 minute' where kind = 'account'");
  assert.ok((await attempt("wang@keshu.local", "some good words")).token);
  const { rows } = await people.db.query("select 1 from keshu.sign_in_attempt a where kind = 'account' and failures = 9");
  assert.equal(rows.length, 1, "a success forgets its own failures");
});

test("guesses sent at once gain nothing; right passwords sent at once all pass", async () => {
  await people.createUser({ email: "zhao@keshu.local", password: "some good words" });
  const right = await Promise.all(Array.from({ length: 8 }, () => attempt("zhao@keshu.local", "some good words")));
  assert.equal(new Set(right.map((r) => r.token)).size, 8);
  const guesses = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => attempt("zhao@keshu.local", `guess number ${i}`)));
  const codes = guesses.map((g) => (g as PromiseRejectedResult).reason.code as string);
  assert.equal(codes.filter((c) => c === "INVALID_CREDENTIALS").length, throttleLimits.account.after);
  assert.equal(codes.filter((c) => c === "ACCOUNT_LOCKED").length, 12 - throttleLimits.account.after);
});

test("an address that fails with many accounts is locked", async () => {
  const ip = "10.9.9.9";
  await people.db.query("insert into keshu.sign_in_attempt (kind, key, failures) values ('address', $1, $2)", [ip, throttleLimits.address.after - 1]);
  await assert.rejects(attempt("a1@keshu.local", "wrong words", { ip }), code("INVALID_CREDENTIALS"));
  await assert.rejects(attempt("admin@keshu.local", adminPassword, { ip }), code("ACCOUNT_LOCKED"));
  assert.ok((await attempt("admin@keshu.local", adminPassword, { ip: "10.9.9.8" })).token);
});

test("two-step sign-in: a code works once, one step early or late; a recovery code works once", async () => {
  const id = await people.createUser({ email: "totp@keshu.local", password: "some good words" });
  const { secret } = newTotpSecret("totp@keshu.local");
  const { codes, hashes } = newRecoveryCodes();
  const sealed = sealTotp(secret, id);
  assert.ok(!sealed.includes(secret));
  await people.db.query("update keshu.credential set totp_secret = $2, recovery_hashes = $3 where user_id = $1", [id, sealed, hashes]);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const codeAt = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  const signInWith = async (given?: string) => {
    await clearFailures(people.db, "totp@keshu.local");
    return attempt("totp@keshu.local", "some good words", given === undefined ? {} : { totp: given });
  };
  await assert.rejects(signInWith(), code("TOTP_REQUIRED"));
  await assert.rejects(attempt("totp@keshu.local", "wrong words"), code("INVALID_CREDENTIALS"), "a wrong password never asks for the code");
  await assert.rejects(signInWith(codeAt(-3)), code("INVALID_CREDENTIALS"));
  await assert.rejects(signInWith(codeAt(5)), code("INVALID_CREDENTIALS"));
  const now = codeAt(0);
  const fullWidth = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)); // as a Chinese keyboard types
  assert.ok((await signInWith(fullWidth(`${now.slice(0, 3)} ${now.slice(3)}`))).token);
  await assert.rejects(signInWith(now), code("INVALID_CREDENTIALS"), "no replay");
  await assert.rejects(signInWith(codeAt(-1)), code("INVALID_CREDENTIALS"), "nor an earlier one after a later one");
  assert.ok((await signInWith(codeAt(1))).token);
  const [recovery = ""] = codes;
  assert.ok((await signInWith(recovery.toUpperCase())).token);
  await assert.rejects(signInWith(recovery), code("INVALID_CREDENTIALS"));
});

test("a one-time password opens nothing but the change of it, and runs out", async () => {
  const id = await people.createUser({ email: "new@keshu.local" });
  await people.db.transaction((tx) => setPassword(tx, { userId: id, password: "one-time-words", mustChange: true, validDays: 7 }));
  const signedIn = await attempt("new@keshu.local", "one-time-words");
  assert.equal(signedIn.mustChangePassword, true);
  const principal = await authenticate(people.db, signedIn.token);
  assert.equal(principal?.mustChangePassword, true);
  assert.equal(principal?.reach("user", "read"), null);
  await people.db.transaction((tx) => setPassword(tx, { userId: id, password: "my own new words", keepSession: signedIn.sessionId }));
  assert.equal((await authenticate(people.db, signedIn.token))?.reach("user", "read")?.all, true);
  await people.db.transaction((tx) => setPassword(tx, { userId: id, password: "one-time-words", mustChange: true, validDays: 7 }));
  assert.equal(await authenticate(people.db, signedIn.token), null, "a new password ends the other sessions");
  await people.db.query("update keshu.credential set one_time_until = now() - interval '1 minute' where user_id = $1", [id]);
  await assert.rejects(attempt("new@keshu.local", "one-time-words"), code("INVALID_CREDENTIALS"));
});

test("rights follow roles, departments and managers by the next request", async () => {
  const parent = await people.create("department", { name: "销售部" });
  const child = await people.create("department", { name: "华东组", parent_id: parent });
  const roleId = await people.create("role", {
    name: "组长",
    permissions: [{ object: "*", read: "department_tree", update: "self_and_reports" }],
    platform: ["audit.read"],
  });
  const boss = await people.createUser({ email: "boss@keshu.local", password: "some good words", department_id: parent, role_ids: [roleId] });
  const { token } = await attempt("boss@keshu.local", "some good words");
  const before = await authenticate(people.db, token);
  assert.deepEqual(before?.reports, []);
  assert.ok(before?.may("audit.read"));
  const report = await people.createUser({ email: "report@keshu.local", manager_id: boss });
  const under = await people.createUser({ email: "under@keshu.local", manager_id: report });
  assert.deepEqual([...((await authenticate(people.db, token))?.reports ?? [])].sort(), [report, under].sort());
  await updateRecord(people.ctx, currentCatalog().byName.get("role") as never, roleId, { platform: [] });
  assert.equal((await authenticate(people.db, token))?.may("audit.read"), false);
  await updateRecord(people.ctx, userObject(), boss, { department_id: child });
  assert.equal((await authenticate(people.db, token))?.departmentId, child);
});

test("a change made on another server is noticed", async () => {
  let looks = 0;
  const watched: Database = {
    ...people.db,
    prepared: async (text, values) => {
      const found = await people.db.prepared(text, values);
      looks++;
      return found as never;
    },
  };
  const follower = followIdentity(watched, undefined, 20);
  /** What stands in the database now is seen by the second look that ends from here. */
  const looked = async () => {
    for (const enough = looks + 2; looks < enough; ) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  try {
    await looked();
    const before = identityGeneration();
    await people.db.query("update keshu.identity_epoch set epoch = epoch + 1");
    await looked();
    assert.equal(identityGeneration(), before + 1);
  } finally {
    follower.stop();
  }
});

test("a change of rights is told to other servers with its commit", async () => {
  let hear = (_epoch: string) => {};
  const connected = Promise.withResolvers<void>();
  const listening = listenTo(people.db.url, identityChannel, (epoch) => hear(epoch), connected.resolve);
  await connected.promise;
  const follower = followIdentity(
    people.db,
    (onMessage) => {
      hear = onMessage;
      return listening;
    },
    60_000,
  );
  try {
    await people.db.transaction((tx) => bumpIdentity(tx));
    const own = identityGeneration(); // of this server, at the commit
    for (const until = Date.now() + 5_000; identityGeneration() === own && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(identityGeneration(), own + 1, "and once more by the word of the database");
  } finally {
    await follower.stop();
  }
});

test("API keys: shown once, limited, ended, expired", async () => {
  const userId = await people.createUser({ email: "keys@keshu.local", role_ids: ["01900000-0000-7000-8000-000000000001"] });
  const make = (scopes: string[], expiresAt: string | null = null) =>
    people.db.transaction((tx) => createApiKey(tx, { name: "shop", userId, createdBy: userId, scopes, expiresAt }));
  const key = await make(["user.read", "audit.read"]);
  assert.match(key.token, /^ks_[\w-]{43}$/);
  const principal = await authenticate(people.db, key.token);
  assert.equal(principal?.kind, "api_key");
  assert.equal(principal?.reach("user", "read")?.all, true);
  assert.equal(principal?.reach("department", "read"), null);
  assert.equal(principal?.isAdministrator, false);
  assert.equal((await principalForWork(people.db, userId, key.id))?.reach("department", "read"), null);
  assert.equal((await principalForWork(people.db, userId, null))?.reach("department", "read")?.all, true);
  await people.db.transaction((tx) => endApiKey(tx, key.id, userId));
  assert.equal(await authenticate(people.db, key.token), null);
  assert.equal(await principalForWork(people.db, userId, key.id), null);
  const short = await make(["*"], new Date(Date.now() + 60_000).toISOString());
  assert.equal((await authenticate(people.db, short.token))?.isAdministrator, true);
  const expired = await make(["*"], new Date(Date.now() - 1_000).toISOString());
  assert.equal(await authenticate(people.db, expired.token), null);
  await updateRecord(people.ctx, userObject(), userId, { state: "frozen" });
  assert.equal(await authenticate(people.db, short.token), null, "a key is worth what its user is worth");
});

test("the first administrator: configured ones work at once, also later; else a one-time password once", async () => {
  assert.equal(await ensureFirstAdministrator(people.db, { adminEmail: "admin@keshu.local", adminPassword }), null);
  assert.equal(await ensureFirstAdministrator(people.db), null, "there is one already");
  await ensureFirstAdministrator(people.db, { adminEmail: "Root@Company.cn", adminPassword: "short" });
  assert.equal((await authenticate(people.db, (await attempt("root@company.cn", "short")).token))?.isAdministrator, true);
  await ensureFirstAdministrator(people.db, { adminEmail: "root@company.cn", adminPassword: "changed in the environment" });
  await assert.rejects(attempt("root@company.cn", "short"), code("INVALID_CREDENTIALS"));
  assert.ok((await attempt("root@company.cn", "changed in the environment")).token);
  const fresh = await peopleTestWithout();
  try {
    const made = await fresh.first;
    assert.equal(made?.email, "admin@keshu.local");
    assert.match(made?.password ?? "", /^(\w{4}-){3}\w{4}$/);
    assert.equal(await ensureFirstAdministrator(fresh.db), null);
    const signedIn = await signIn(fresh.db, from({ email: "admin@keshu.local", password: made?.password }));
    assert.equal(signedIn.mustChangePassword, true);
    await fresh.db.query("update keshu.credential set password_changed_at = now() - interval '1 hour'");
    assert.equal(await ensureFirstAdministrator(fresh.db), null, "it was used");
    await fresh.db.query("update keshu.credential set last_sign_in_at = null");
    const again = await ensureFirstAdministrator(fresh.db);
    assert.ok(again?.password && again.password !== made?.password, "a start that failed before it was read does not lock everyone out");
  } finally {
    await fresh.close();
  }
});

/** A second database on which nobody was configured; two servers start at once. */
async function peopleTestWithout() {
  const { emptyPeopleDatabase } = await import("../testing.ts");
  const test = await emptyPeopleDatabase();
  const made = await Promise.all([ensureFirstAdministrator(test.db), ensureFirstAdministrator(test.db)]);
  assert.equal(made.filter(Boolean).length, 1);
  return { ...test, first: made.find(Boolean) };
}
