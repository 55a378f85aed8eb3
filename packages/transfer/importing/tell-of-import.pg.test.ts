import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Notification, setNotifier } from "@keshu/records";
import { prepareTransfer, type TransferTest } from "../testing.ts";
import { tellOfImport } from "./tell-of-import.ts";

let t: TransferTest;
const told: Notification[] = [];
before(async () => {
  t = await prepareTransfer();
  setNotifier(async (_ctx, notification) => void told.push(notification));
});
after(async () => {
  setNotifier(async () => {});
  await t.close();
});

test("who began a long import is told how it ended; of a short or tried one nobody hears", async () => {
  const stored = await t.importFile("客户名称\n甲公司\n乙公司\n");
  assert.equal(stored.state, "done");
  assert.equal(told.length, 0);
  await t.db.query("update keshu.import set created_at = now() - interval '1 minute' where id = $1", [stored.id]);
  await t.db.transaction((tx) => tellOfImport(tx, t.seams, stored));
  const [{ body, ...rest }] = told as [Notification];
  assert.deepEqual(rest, {
    user_ids: [stored.user_id],
    kind: "import",
    title: { zh: "客户导入完成", en: "The import of customer is done" },
    key: `import:${stored.id}:done`,
  });
  assert.match((body as { zh: string }).zh, /：新增 2，更新 0，无变化 0，跳过 0，失败 0$/);
  await t.db.query("update keshu.import set is_dry_run = true where id = $1", [stored.id]);
  await t.db.transaction((tx) => tellOfImport(tx, t.seams, stored));
  assert.equal(told.length, 1);
});
