import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addUnique, removeUnique } from "@keshu/records";
import { objectNamed, prepareTransfer, type TransferTest } from "../testing.ts";
import type { ImportOptions } from "./import-options.ts";
import { listRows } from "./list-rows.ts";
import type { StoredImport } from "./stored-import.ts";

let t: TransferTest;
before(async () => {
  t = await prepareTransfer();
});
after(() => t.close());

async function verdicts(stored: StoredImport): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof listRows>> = await listRows(t.admin, stored, objectNamed("customer"), { limit: 1000, ...(cursor ? { cursor } : {}) });
    all.push(...page.data.map((r) => `${r.row} ${r.outcome} ${r.errors.map((e) => `${e.path} ${e.code}`).join()}`));
    cursor = page.next ?? undefined;
  } while (cursor);
  return all.sort();
}

// longer than two chunks, with what concerns another row near to it and far from it
const filler = (mark: string): string[] => Array.from({ length: 1100 }, (_, i) => `${mark}${i},${mark}公司${i},,`);

const files: { name: string; options: ImportOptions; lines: (mark: string) => string[] }[] = [
  { name: "every row its own record", options: {}, lines: (m) => [`${m}0,先,,`, `${m}0,近,,`, ...filler(m), `${m}7,远,,`] },
  { name: "known ones skipped", options: { key: ["code"], duplicates: "skip" }, lines: (m) => [...filler(m), `${m}7,远,,`, `${m}1099,近,,`] },
  { name: "known ones updated", options: { key: ["code"] }, lines: (m) => [...filler(m), `${m}7,远,,`, `${m}1099,近,,`, `${m}9,${m}公司9,,`] },
  { name: "rows without a key", options: { key: ["code"] }, lines: (m) => [`,${m}无号,,`, ...filler(m), `,${m}无号,,`] },
  {
    name: "rows of one record that clash with another",
    options: { key: ["name"] },
    lines: (m) => [`${m}z,甲${m},,`, ...filler(m), `${m}z,乙${m},,`, `${m}z,乙${m},,`, `${m}y,丙${m},,`],
  },
  {
    name: "a parent in the file",
    options: {},
    lines: (m) => [`${m}g,${m}集团,,`, `${m}a,${m}近,${m}集团,`, ...filler(m), `${m}b,${m}远,${m}集团,`, `${m}c,${m}无,${m}没有,`],
  },
  {
    name: "options made on the way",
    options: { create_options: true },
    lines: (m) => [`${m}a,${m}一,,,${m}业`, ...filler(m).map((line) => `${line},`), `${m}b,${m}二,,,${m}业`],
  },
  {
    name: "records and people made on the way",
    options: { create_records: true, create_people: true },
    lines: (m) => [`${m}a,${m}一,${m}新集团,${m}新人`, ...filler(m), `${m}b,${m}二,${m}新集团,${m}新人`],
  },
];

for (const [i, { name, options, lines }] of files.entries()) {
  test(`what a dry run says of each row comes true: ${name}`, async () => {
    const text = `外部编号,客户名称,集团,负责人,行业\n${lines(`R${i}x`).join("\n")}\n`;
    const before = [await t.count("customer"), await t.count("user")];
    const said = await t.importFile(text, { ...options, dry_run: true });
    assert.deepEqual([await t.count("customer"), await t.count("user")], before, "a dry run writes nothing");
    const done = await t.importFile(text, options);
    assert.equal(done.state, "done");
    assert.deepEqual(await verdicts(said), await verdicts(done));
  });
}

test("what a dry run says comes true where fields are unique together", async () => {
  await addUnique(t.admin, "customer", ["name", "score"]);
  const text = `客户名称,评分\n${["组合一,7", "组合一,8", "组合一,7", "组合二,", "组合二,"].join("\n")}\n`;
  const said = await t.importFile(text, { dry_run: true });
  const done = await t.importFile(text, {});
  assert.deepEqual(await verdicts(said), await verdicts(done));
  assert.equal((await verdicts(done)).filter((verdict) => verdict.endsWith("name,score NOT_UNIQUE_TOGETHER")).length, 1);
  const again = await t.importFile(text, { dry_run: true });
  assert.deepEqual(
    (await verdicts(again)).map((verdict) => verdict.split(" ")[1]),
    ["failed", "failed", "failed", "created", "created"],
  );
  const known = await t.importFile(text, { key: ["name", "score"] });
  assert.equal(known.failed, 0, "it serves as a key");
  await removeUnique(t.admin, "customer", ["name", "score"]);
});
