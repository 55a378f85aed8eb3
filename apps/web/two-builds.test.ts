import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

const script = new URL("../../scripts/set-up.mjs", import.meta.url).href;

test("two builds that end at the same moment leave one whole folder and nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keshu-builds-"));
  const place = join(folder, "dist");
  mkdirSync(place);
  writeFileSync(join(place, "index.html"), "old");
  const built = Array.from({ length: 4 }, (_, i) => {
    const next = join(folder, `dist.new-${i}`);
    mkdirSync(next);
    writeFileSync(join(next, "index.html"), `build ${i}`);
    return next;
  });
  const put = (next: string) =>
    new Promise<void>((resolve, reject) => {
      const code = `import(${JSON.stringify(script)}).then((m) => m.putInPlace(${JSON.stringify(next)}, ${JSON.stringify(place)}))`;
      new Worker(code, { eval: true }).once("error", reject).once("exit", () => resolve());
    });
  await Promise.all(built.map(put));
  assert.match(readFileSync(join(place, "index.html"), "utf8"), /^build \d$/);
  assert.deepEqual(readdirSync(folder), ["dist"]);
  rmSync(folder, { recursive: true, force: true });
  assert.ok(!existsSync(folder));
});
