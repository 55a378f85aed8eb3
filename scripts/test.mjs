// npm test                     everything
// npm test -- unit             only *.test.ts without a database
// npm test -- pg packages/http only *.pg.test.ts under that path
// npm test -- e2e              only the journeys in a browser
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { filesUnder, node24, nodeFlags, root, say, setUp } from "./set-up.mjs";

const kinds = ["unit", "pg", "e2e"];
const words = process.argv.slice(2);
const wantedKinds = kinds.filter((kind) => words.includes(kind));
const paths = words.filter((word) => !kinds.includes(word));

const kindOf = (file) => (file.endsWith(".e2e.ts") ? "e2e" : file.endsWith(".pg.test.ts") ? "pg" : "unit");
const files = ["packages", "modules", "apps", "bench", "e2e"]
  .flatMap((folder) => filesUnder(join(root, folder)))
  .filter((file) => file.endsWith(".test.ts") || file.endsWith(".e2e.ts"))
  .map((file) => relative(root, file).replaceAll("\\", "/"))
  .filter((file) => wantedKinds.length === 0 || wantedKinds.includes(kindOf(file)))
  .filter((file) => paths.length === 0 || paths.some((path) => file.includes(path)));
const withBrowser = files.filter((file) => kindOf(file) === "e2e");
const others = files.filter((file) => kindOf(file) !== "e2e");

await setUp({ web: withBrowser.length > 0 });
const folder = mkdtempSync(join(tmpdir(), "keshu-tests-"));
chmodSync(folder, 0o755); // PostgreSQL may have to run under another account
let postgres;
let totals = { passed: 0, failed: 0, skipped: 0 };
let child;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    child?.kill(signal);
    end(130);
  });
}

if (!process.env.TEST_DATABASE_URL && files.some((file) => kindOf(file) !== "unit")) await startPostgres();
if (others.length) await runTests(others, availableParallelism(), 180_000);
if (withBrowser.length) await runTests(withBrowser, 1, 600_000);
if (!files.length) say("没有匹配的测试", "No test matches");
if (totals.skipped) say(`${totals.skipped} skipped`, `${totals.skipped} skipped`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
end(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

async function runTests(list, concurrency, timeout) {
  const result = join(folder, `result-${concurrency}.json`);
  const args = ["--test", `--test-concurrency=${concurrency}`, `--test-timeout=${timeout}`, "--test-reporter=./scripts/test-reporter.mjs", ...list];
  const env = { ...process.env, KESHU_TEST_RESULT: result, LANG: process.env.LANG ?? "C.UTF-8" };
  const status = await new Promise((resolve) => {
    child = spawn(node24, [...nodeFlags, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"], env });
    child.once("exit", resolve);
  });
  let counts;
  try {
    counts = JSON.parse(readFileSync(result, "utf8"));
  } catch {
    counts = { passed: 0, failed: 1, skipped: 0 }; // the runner itself died
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  totals = { passed: totals.passed + counts.passed, failed: totals.failed + counts.failed, skipped: totals.skipped + counts.skipped };
}

/** One PostgreSQL for all tests of this run, stopped when this process goes away. */
async function startPostgres() {
  postgres = spawn(node24, [...nodeFlags, join("packages", "platform", "testing", "run-postgres.ts"), join(folder, "postgres")], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = await new Promise((resolve) => {
    postgres.stdout.once("data", (text) => resolve(String(text).trim()));
    postgres.once("exit", () => resolve(undefined));
  });
  if (!url) {
    say("测试用的 PostgreSQL 没有启动", "The PostgreSQL for the tests did not start");
    end(1);
  }
  process.env.TEST_DATABASE_URL = url;
}

function end(code) {
  const leave = () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  };
  if (!postgres || postgres.exitCode !== null) return leave();
  postgres.once("exit", leave);
  postgres.stdin.end();
}
