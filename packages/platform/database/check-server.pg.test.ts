import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { describeStartError, type StartError } from "../start-error.ts";
import { type TestDatabase, testDatabase, withDatabase } from "../testing.ts";
import { checkServer } from "./check-server.ts";

let t: TestDatabase;
const made: string[] = [];
before(async () => {
  t = await testDatabase();
});
after(async () => {
  for (const name of made) await t.db.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await t.close();
});

async function make(options: string): Promise<string> {
  const name = `test_check_${randomBytes(4).toString("hex")}`;
  await t.db.query(`CREATE DATABASE ${name} TEMPLATE template0 ${options}`);
  made.push(name);
  return withDatabase(t.url, name);
}

/** Rejected with the code, in one line in both languages that does not tell the password. */
async function isRefused(url: string, code: string): Promise<void> {
  const { password } = new URL(url);
  await assert.rejects(checkServer(url, 0), (error: StartError) => {
    assert.equal(error.code, code);
    for (const locale of ["zh-CN", "en"] as const) {
      const line = describeStartError(error, locale);
      assert.match(line, /^[^\n{}]+$/);
      if (password) assert.ok(!line.includes(password));
      if (locale === "zh-CN" && code === "DATABASE_UNREACHABLE") assert.doesNotMatch(line.split("）：")[1] ?? "a", /[a-z]/, "the reason, too, is in Chinese");
    }
    return true;
  });
}

test("a fresh UTF-8 database is accepted, again and again", async () => {
  const url = await make("ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
  await Promise.all([checkServer(url), checkServer(url)]);
  await checkServer(url);
});

test("what is wrong with a database is one line", async () => {
  await isRefused(await make("ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"), "DATABASE_ENCODING");
  await isRefused(await make("ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"), "DATABASE_TRIGRAM");
  await isRefused(withDatabase(t.url, "no_such_database"), "DATABASE_MISSING");
  await isRefused("postgres://someone:secret-word@127.0.0.1:1/keshu", "DATABASE_UNREACHABLE");
  await isRefused("postgres://someone:secret-word@no-such-host.invalid/keshu", "DATABASE_UNREACHABLE");
});

test("a wrong password is told as such", async (context) => {
  const url = new URL(t.url);
  if (!url.password) return context.skip("this server asks for no password");
  url.password = "wrong-password";
  await isRefused(url.href, "DATABASE_PASSWORD");
  url.password = "";
  await isRefused(url.href, "DATABASE_PASSWORD");
});

test("a user without the right to create schemas is told so", async () => {
  const role = `test_role_${randomBytes(4).toString("hex")}`;
  const url = new URL(await make("ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"));
  await t.db.query(`CREATE ROLE ${role} LOGIN PASSWORD 'reader-password'`);
  url.username = role;
  url.password = "reader-password";
  await isRefused(url.href, "DATABASE_RIGHTS");
  await t.db.query(`DROP ROLE ${role}`);
});
