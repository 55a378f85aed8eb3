import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { prepareTransfer, startImport } from "../testing.ts";
import { findImport } from "./import-store.ts";
import { runImport } from "./run-import.ts";

const script = fileURLToPath(new URL("../testing/import-process.ts", import.meta.url));

test("a process killed with -9 in the middle, again and again: nothing lost, nothing twice", async () => {
  const t = await prepareTransfer();
  try {
    const records = 14_000;
    const lines = ["外部编号,客户名称,评分"];
    for (let i = 0; i < records; i++) lines.push(`K${i},公司${i},${i}`);
    for (let i = 0; i < records; i += 10) lines.push(`K${i},公司${i} 改,1${i}`);
    lines.push("X,,1");
    const id = await startImport(t.seams, t.admin, lines.join("\n"), { key: ["code"] }, { object: "customer", name: "big.csv" });
    const processed = async (): Promise<number> => (await findImport(t.db, id))?.processed ?? 0;
    let kills = 0;
    for (const threshold of [1, 5_000, 9_000]) {
      const child = spawn(process.execPath, [script, t.url, t.folder, id], { stdio: "inherit" });
      const exited = once(child, "exit");
      while ((await processed()) < threshold && child.exitCode === null) await new Promise((r) => setTimeout(r, 5));
      child.kill("SIGKILL");
      await exited;
      if (child.signalCode === "SIGKILL") kills++;
    }
    assert.ok(kills >= 2, `${kills} kills`);
    const midway = await findImport(t.db, id);
    assert.equal(midway?.state, "running");
    assert.ok((midway?.processed ?? 0) > 0 && (midway?.processed ?? 0) < records);
    await runImport(t.seams, id, { signal: new AbortController().signal });
    const done = await findImport(t.db, id);
    const total = records + records / 10 + 1;
    assert.deepEqual([done?.state, done?.total, done?.processed, done?.created, done?.updated, done?.failed], ["done", total, total, records, records / 10, 1]);
    const { rows } = await t.db.query<{ n: number; d: number; changed: number }>(
      "select count(*)::int as n, count(distinct code)::int as d, count(*) filter (where name like '% 改')::int as changed from crm.customer",
    );
    assert.deepEqual(rows[0], { n: records, d: records, changed: records / 10 });
    const journal = await t.db.query<{ n: number }>("select sum(cardinality(created))::int as n from keshu.import_chunk where import_id = $1", [id]);
    assert.equal(journal.rows[0]?.n, records);
    const left = await t.db.query("select 1 from keshu.import_waiting where import_id = $1", [id]);
    assert.equal(left.rows.length, 0);
  } finally {
    await t.close();
  }
});
