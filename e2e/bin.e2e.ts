import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectTitles, type Journey, startJourney } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  const make = async (body: object) => (await admin.post("/api/v1/customers", body)).body.id as string;
  const head = await make({ name: "集团总部" });
  const gone = [head, await make({ name: "重复录入的客户" }), await make({ name: "已注销的客户" })];
  await make({ name: "在用的分公司", parent_id: head });
  for (const id of gone) await admin.delete(`/api/v1/customers/${id}`);
});
after(() => journey.stop());

test("deleting for good is asked twice; what something still points to stays and says why", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?deleted=true");
  await page.getByText("删除的记录在这里保留 90 天").waitFor();
  await page.getByRole("checkbox", { name: "选择 重复录入的客户" }).check();
  await page.getByRole("button", { name: "彻底删除", exact: true }).click();
  const question = page.getByRole("dialog", { name: "彻底删除 1 条记录？" });
  const sure = question.getByRole("button", { name: "彻底删除", exact: true });
  assert.equal(await sure.isDisabled(), true);
  if (process.env.BIN_PICTURES) await page.screenshot({ path: `${process.env.BIN_PICTURES}/purge.png` });
  await question.getByRole("checkbox", { name: "我明白，彻底删除后无法恢复" }).check();
  await sure.click();
  await page.getByText("已彻底删除 1 条").waitFor();
  await expectTitles(page, ["集团总部", "已注销的客户"]);

  await page.getByRole("button", { name: "清空回收站" }).click();
  const all = page.getByRole("dialog", { name: "彻底删除 2 条记录？" });
  await all.getByRole("checkbox").check();
  await all.getByRole("button", { name: "彻底删除", exact: true }).click();
  await expectTitles(page, ["集团总部"]);
  await page.getByText("1 条未完成").waitFor();
  if (process.env.BIN_PICTURES) await page.screenshot({ path: `${process.env.BIN_PICTURES}/bin.png` });
  assert.deepEqual(problems, []);
  const narrow = await journey.signedIn(undefined, { width: 390, theme: "dark" } as never);
  await narrow.page.goto("/o/customers?deleted=true");
  await narrow.page.getByRole("button", { name: "清空回收站" }).waitFor();
  if (process.env.BIN_PICTURES) await narrow.page.screenshot({ path: `${process.env.BIN_PICTURES}/bin-390.png` });
});
