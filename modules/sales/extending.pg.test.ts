import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@keshu/platform/testing";

// docs/extending.md is carried out, word for word, on a copy of the project.

const root = fileURLToPath(new URL("../../", import.meta.url));
const guide = readFileSync(join(root, "docs/extending.md"), "utf8");
const blocks = [...guide.matchAll(/^```(ts|diff) (\S+)\n(.*?)^```$/gms)].map(([, kind, file, content]) => ({
  kind,
  file: file as string,
  content: content as string,
}));

test("what the guide adds is live", { timeout: 120_000 }, async () => {
  assert.ok(blocks.length >= 8);
  const copy = mkdtempSync(join(tmpdir(), "keshu-extending-"));
  const database = await testDatabase(); // also makes sure that the shared test server runs from here and not from the copy
  try {
    copyProject(copy);
    for (const { kind, file, content } of blocks) {
      const path = join(copy, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, kind === "ts" ? content : applied(readFileSync(path, "utf8"), content, file));
    }
    const { code, output } = await run(
      copy,
      ["--test", "modules/sales/server/competitor-losses.pg.test.ts", "packages/catalog/field-types/contract.pg.test.ts"],
      database.url,
    );
    assert.equal(code, 0, output);
    assert.match(output, /losses to a competitor are counted/);
  } finally {
    await database.close();
    rmSync(copy, { recursive: true, force: true });
  }
});

test("the guide stays within the change budgets", () => {
  const files = new Set(blocks.map((b) => b.file));
  assert.equal(files.size, 9, [...files].join(", "));
});

/** The sources, with node_modules whose workspace links lead into the copy. */
function copyProject(copy: string): void {
  const isWanted = (path: string): boolean => !/\/(node_modules|dist|dist\.new|\.data|\.cache)$/.test(path);
  for (const folder of ["packages", "modules", "apps/server"]) cpSync(join(root, folder), join(copy, folder), { recursive: true, filter: isWanted });
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  const modules = join(copy, "node_modules");
  mkdirSync(join(modules, "@keshu"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) if (name !== "@keshu") symlinkSync(join(root, "node_modules", name), join(modules, name));
  for (const kind of ["packages", "modules"])
    for (const name of readdirSync(join(copy, kind))) symlinkSync(join(copy, kind, name), join(modules, "@keshu", name));
  symlinkSync(join(copy, "apps/server"), join(modules, "@keshu/server"));
}

/** Carries out a block of lines that stay (" "), come ("+") and go ("-"). */
function applied(source: string, diff: string, file: string): string {
  const lines = source.split("\n");
  let at = 0;
  for (const change of diff.trimEnd().split("\n")) {
    const text = change.slice(1);
    if (change.startsWith("+")) {
      lines.splice(at++, 0, text);
      continue;
    }
    const next = lines.indexOf(text, at);
    assert.ok(next >= 0, `${file} has no line “${text}”`);
    if (change.startsWith("-")) {
      lines.splice(next, 1);
      at = next;
    } else at = next + 1;
  }
  return lines.join("\n");
}

function run(cwd: string, args: string[], databaseUrl: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
    const child = spawn(process.execPath, ["--test-reporter=spec", ...args], {
      cwd,
      env: { ...environment, TEST_DATABASE_URL: databaseUrl },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("exit", (code) => resolve({ code, output }));
  });
}
