import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, startJourney } from "./journey.ts";

let journey: Journey;
let colleagueId: string;
let customerId: string;

const admin = () => journey.server.admin;
async function make(path: string, values: Record<string, unknown>): Promise<string> {
  const reply = await admin().post(`/api/v1/${path}`, values);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id;
}

before(async () => {
  journey = await startJourney();
  const roles = (await admin().get("/api/v1/roles")).body.data as { id: string; is_administrator: boolean }[];
  const role = roles.find((r) => r.is_administrator)?.id;
  colleagueId = await make("users", { name: "陈思远", email: "chen@test.example", password: "Bamboo-river-79", role_ids: [role] });
  customerId = await make("customers", { name: "武汉光谷芯联半导体", level: "A", region: "华中", mobile: "13800001380" });
});
after(() => journey.stop());

/** Machines that do much at once are slow: patience is no part of what is tried here. */
const patience = 30_000;

async function open(page: Page, path: string, id: string): Promise<void> {
  page.setDefaultTimeout(patience);
  await page.goto(`/o/${path}/${id}`);
  await page.locator(".k-record .k-event").first().waitFor();
}
const composer = (page: Page) => page.getByRole("textbox", { name: "写点什么，记录这次跟进…" });
const activities = async (field: string, id: string) =>
  (await admin().get(`/api/v1/activities?filter=${encodeURIComponent(JSON.stringify({ [field]: id }))}`)).body.data as Record<string, unknown>[];

test("the path shows days, explains what cannot be, and asks for what is needed", async () => {
  const id = await make("opportunities", { name: "全员 CRM", customer_id: customerId, amount: "5680000" });
  const { page, problems } = await journey.signedIn();
  await open(page, "opportunities", id);
  const path = page.getByRole("list", { name: "阶段" });
  await path.getByText("第 1 天").waitFor();
  await path.getByRole("button", { name: "需求确认" }).click();
  await path.locator("[aria-current=step]", { hasText: "需求确认" }).waitFor();
  await path.getByRole("button", { name: "赢单" }).click();
  await path.locator("[aria-current=step]", { hasText: "赢单" }).waitFor();
  await path.getByRole("button", { name: "输单" }).click();
  await page.getByText("不能从“赢单”直接变为“输单”").waitFor();
  await page.locator(".k-event", { hasText: "推进了阶段" }).first().waitFor();
  assert.deepEqual(problems, []);
});

test("tasks are added in a line and ticked off, and can be taken back", async () => {
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", customerId);
  const next = page.getByRole("region", { name: "下一步" });
  await next.getByRole("button", { name: "新建任务" }).click();
  await next.getByRole("textbox", { name: "要做什么？" }).fill("寄出修订报价");
  await next.getByRole("button", { name: "明天上午" }).click();
  await page.keyboard.press("Escape");
  await next.getByRole("button", { name: "新建任务" }).click();
  await next.getByRole("textbox", { name: "要做什么？" }).fill("寄出修订报价");
  await next.getByRole("button", { name: "明天上午" }).click();
  await next.getByRole("button", { name: "添加", exact: true }).click();
  await next.getByRole("link", { name: "寄出修订报价" }).waitFor();
  await next.getByText(/明天 09:30/).waitFor();
  await next.getByRole("checkbox", { name: "完成任务 寄出修订报价" }).check();
  await page.locator(".k-event", { hasText: "完成了任务" }).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await next.getByRole("checkbox", { name: "完成任务 寄出修订报价" }).waitFor();
  await next.getByRole("button", { name: /下次联系时间/ }).click();
  await page.locator(".ant-popover:visible").getByRole("button", { name: "一个月后" }).click(); // on Mondays a week from now is called next Monday
  await next
    .getByRole("button", { name: /下次联系时间/ })
    .filter({ hasNotText: "未安排" })
    .waitFor();
  assert.ok((await admin().get(`/api/v1/customers/${customerId}`)).body.next_contact_at);
  assert.deepEqual(problems, []);
});

test("a note mentions a colleague, carries a pasted picture and a file, and is saved by keys", async () => {
  const id = await make("customers", { name: "提及公司" });
  // whose address alone holds what is typed comes after whom it names
  await make("users", { name: "吴一一", email: "wu@siyuan.example" });
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", id);
  await page.getByRole("button", { name: "拜访", exact: true }).click();
  await composer(page).pressSequentially("请 @siyuan", { delay: 20 });
  await page.locator(".ant-mentions-dropdown:visible").getByText("吴一一").waitFor();
  await page.keyboard.press("Enter");
  await composer(page).pressSequentially("看 😀");
  await composer(page).evaluate((element) => {
    const bytes = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), (c) =>
      c.charCodeAt(0),
    );
    const data = new DataTransfer();
    data.items.add(new File([bytes], "截图.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.locator(".k-composer-files li", { hasText: "截图.png" }).getByText("70 B").waitFor();
  await page.locator(".k-composer input[type=file]").setInputFiles({ name: "方案.txt", mimeType: "text/plain", buffer: Buffer.from("方案") });
  await page.locator(".k-composer-files li", { hasText: "方案.txt" }).getByText("6 B").waitFor();
  await page.getByRole("button", { name: "明天上午" }).click();
  await composer(page).press("Control+Enter");
  const event = page.locator(".k-event", { hasText: "拜访" });
  await event.locator(".k-mention", { hasText: "@陈思远" }).waitFor();
  await event.getByRole("img", { name: "截图.png" }).waitFor();
  await event.getByRole("link", { name: /方案.txt/ }).waitFor();
  const [note] = await activities("customer_id", id);
  assert.match(String(note?.content), new RegExp(`请 @\\[陈思远\\]\\(user:${colleagueId}\\) 看 😀`));
  const files = Array.isArray(note?.files) ? note.files : [];
  assert.deepEqual([note?.type, files.length, typeof note?.next_contact_at], ["visit", 2, "string"]);
  await page.getByRole("group", { name: "筛选动态" }).getByRole("button", { name: "文件" }).click();
  await page.getByRole("img", { name: "截图.png" }).waitFor();
  assert.equal(await composer(page).inputValue(), "");
  assert.deepEqual(problems, []);
});

test("ten thousand characters are folded; names from right to left and emoji stay whole", async () => {
  const id = await make("customers", { name: "👩🏽‍💻 شركة النور للتجارة" });
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", id);
  await composer(page).fill("长".repeat(12_000));
  await page.getByText("将分成 2 条保存").waitFor();
  await composer(page).press("Control+Enter");
  // both parts stand there before one of them is measured
  const events = page.locator(".k-event", { hasText: "长长长" });
  await events.nth(1).waitFor();
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>(".k-composer textarea")?.value === "");
  const event = events.first();
  await event.getByRole("button", { name: "展开全文" }).waitFor();
  const folded = (await event.boundingBox())?.height ?? 0;
  await event.getByRole("button", { name: "展开全文" }).click();
  assert.ok(folded < 260 && ((await event.boundingBox())?.height ?? 0) > folded * 3);
  const lengths = (await activities("customer_id", id)).map((a) => String(a.content).length);
  assert.deepEqual(
    lengths.sort((a, b) => a - b),
    [2000, 10_000],
  );
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "👩🏽‍💻 شركة النور للتجارة");
  assert.deepEqual(problems, []);
});

test("a fact tells its history; a contact is made where it will stand", async () => {
  await admin().patch(`/api/v1/customers/${customerId}`, { region: "华东" });
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", customerId);
  await page.locator(".k-fact", { hasText: "华东" }).hover();
  await page.getByRole("button", { name: "地区的修改记录" }).click();
  const history = page.locator(".ant-popover:visible");
  await history.getByText("华中").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "新建联系人" }).click();
  const contacts = page.getByRole("region", { name: "联系人" });
  await contacts.getByRole("textbox", { name: "姓名" }).fill("周明");
  await page.keyboard.press("Enter");
  await contacts.getByRole("link", { name: "周明" }).waitFor();
  const made = await admin().get(`/api/v1/contacts?filter=${encodeURIComponent(JSON.stringify({ customer_id: customerId }))}`);
  assert.equal(made.body.data[0].name, "周明");
  await contacts.getByRole("link", { name: "全部" }).click();
  await page.waitForURL(/\/o\/contacts\?/);
  await page.getByText("周明").first().waitFor();
  assert.deepEqual(problems, []);
});

test("tags are edited in the head", async () => {
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", customerId);
  await page.getByRole("button", { name: "编辑标签" }).click();
  await page.keyboard.type("重点客户");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.locator(".k-record-tags .k-tag", { hasText: "重点客户" }).waitFor();
  assert.deepEqual((await admin().get(`/api/v1/customers/${customerId}`)).body.tags, ["重点客户"]);
  assert.deepEqual(problems, []);
});

test("a region is chosen, and an amount is typed in 万", async () => {
  const { page, problems } = await journey.signedIn();
  page.setDefaultTimeout(patience);
  await page.goto(`/o/customers/${customerId}?edit=true`);
  const form = page.getByRole("dialog", { name: /编辑/ });
  await form.getByRole("combobox", { name: "省 / 市 / 区县" }).click();
  await page.keyboard.type("西湖区");
  await page
    .getByRole("menuitemcheckbox", { name: /浙江省.*杭州市.*西湖区/ })
    .or(page.locator(".ant-cascader-menu-item", { hasText: "杭州市" }))
    .first()
    .click();
  await form.getByRole("textbox", { name: "地址" }).fill("文三路 1 号");
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
  const { address } = (await admin().get(`/api/v1/customers/${customerId}`)).body;
  assert.deepEqual([address.province, address.city, address.area, address.code], ["浙江省", "杭州市", "西湖区", "330106"]);

  const id = await make("opportunities", { name: "万元商机", customer_id: customerId });
  await open(page, "opportunities", id);
  await page.getByRole("button", { name: "编辑商机金额" }).click();
  await page
    .getByRole("spinbutton", { name: "商机金额" })
    .or(page.getByRole("textbox", { name: "商机金额" }))
    .first()
    .fill("568万");
  await page.keyboard.press("Enter");
  await page.getByText("¥5,680,000.00").first().waitFor();

  const task = await make("tasks", { name: "推后的任务", due_at: "2027-03-01T02:30:00Z" });
  await open(page, "tasks", task);
  await page.getByRole("button", { name: "编辑截止时间" }).focus();
  await page.keyboard.press("Enter");
  const due = page.locator(".k-fact-form input");
  await due.waitFor();
  await due.press("Control+a");
  await page.keyboard.type("2027-02-30 11:00");
  await page.keyboard.press("Enter");
  await page.locator(".k-fact-form").getByText("不是有效的时间").waitFor();
  assert.equal(await due.inputValue(), "2027-02-30 11:00", "what was typed is gone");
  await due.press("Control+a");
  await page.keyboard.type("2027-03-02 11:00");
  await page.keyboard.press("Enter");
  await page.locator(".k-fact-form").waitFor({ state: "detached" });
  assert.equal((await admin().get(`/api/v1/tasks/${task}`)).body.due_at, "2027-03-02T03:00:00Z");
  assert.deepEqual(problems, []);
});

test("a form with unsaved input asks before it is left; Escape, draft and discard", async () => {
  const { page, problems } = await journey.signedIn();
  page.setDefaultTimeout(patience);
  await page.goto(`/o/customers/${customerId}?edit=true`);
  const form = page.getByRole("dialog", { name: /编辑/ });
  await form.getByRole("textbox", { name: "微信" }).fill("wx-form");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "保留草稿" }).click();
  await form.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "编辑", exact: true }).click();
  await form.getByText("已恢复上次没保存的内容").waitFor();
  assert.equal(await form.getByRole("textbox", { name: "微信" }).inputValue(), "wx-form");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "放弃", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "编辑", exact: true }).click();
  assert.equal(await form.getByRole("textbox", { name: "微信" }).inputValue(), "");
  assert.deepEqual(problems, []);
});

test("a record stands on screen soon after the click, and [ and ] walk the list", async () => {
  for (let i = 1; i <= 6; i++) await make("products", { name: `产品 ${i}`, code: `P-${i}` });
  const { page, problems } = await journey.signedIn();
  page.setDefaultTimeout(patience);
  await page.goto("/o/products?sort=name");
  const link = page.getByRole("link", { name: "产品 2" }).first();
  await link.waitFor();
  // the code of the page comes once in a browser's life
  await page.getByRole("link", { name: "产品 5" }).first().click();
  await page.getByRole("heading", { name: "产品 5", level: 1 }).waitFor();
  await page
    .getByRole("link", { name: "上一条" })
    .or(page.getByRole("button", { name: "上一条" }))
    .waitFor(); // the skeleton bears the name, too
  await page.keyboard.press("[");
  await page.getByRole("heading", { name: "产品 4", level: 1 }).waitFor();
  await page.keyboard.press("]");
  await page.getByRole("heading", { name: "产品 5", level: 1 }).waitFor();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await link.waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    const seen = window as unknown as { shifts: number; clicked: number; shown: number };
    seen.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) seen.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: false });
    addEventListener("click", () => (seen.clicked = performance.now()), { capture: true, once: true });
    new MutationObserver(() => {
      if (!seen.shown && seen.clicked && document.querySelector("h1")?.textContent === "产品 2") seen.shown = performance.now();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await link.hover();
  await page.waitForTimeout(150); // a hand needs longer from pointing to pressing
  await link.click();
  await page.getByRole("heading", { name: "产品 2", level: 1 }).waitFor();
  await page.waitForTimeout(800);
  const { ms, shifts } = await page.evaluate(() => {
    const seen = window as unknown as { shifts: number; clicked: number; shown: number };
    return { ms: seen.shown - seen.clicked, shifts: seen.shifts };
  });
  process.stdout.write(`record shown ${Math.round(ms)} ms after the click, layout shift ${shifts.toFixed(3)}\n`);
  assert.ok(ms < 1000, `${ms} ms`);
  assert.ok(shifts < 0.1, `layout shift ${shifts}`);
  assert.deepEqual(problems, []);
});

test("a file that had not arrived when the page was left is sent again", async () => {
  const id = await make("customers", { name: "附件公司" });
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", id);
  await page.route("**/api/v1/files", (route) => route.abort());
  await page.locator(".k-composer input[type=file]").setInputFiles({ name: "报价.txt", mimeType: "text/plain", buffer: Buffer.from("报价单") });
  const file = page.locator(".k-composer-files li", { hasText: "报价.txt" });
  await file.getByRole("button", { name: "重试" }).waitFor();
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        indexedDB.open("keshu.files", 1).onsuccess = ({ target }) => {
          const database = (target as IDBOpenDBRequest).result;
          database.transaction("held").objectStore("held").count().onsuccess = (event) => {
            database.close();
            resolve((event.target as IDBRequest<number>).result > 0);
          };
        };
      }),
  );
  await page.unroute("**/api/v1/files");
  await page.reload();
  await file.getByText("9 B").waitFor();
  await page.getByRole("button", { name: "保存跟进" }).click();
  await page.locator(".k-event", { hasText: "报价.txt" }).waitFor();
  assert.equal((await activities("customer_id", id)).flatMap((a) => a.files as string[]).length, 1);
  assert.deepEqual(problems, []);
});

test("a record goes to a colleague with what belongs to it, and comes back", async () => {
  const id = await make("customers", { name: "转移公司" });
  const taskId = await make("tasks", { name: "跟着走的任务", customer_id: id });
  const { page, problems } = await journey.signedIn();
  await open(page, "customers", id);
  await page.locator(".k-record-actions").getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "转移" }).click();
  const dialog = page.getByRole("dialog", { name: "转移“转移公司”" });
  assert.equal(await dialog.getByRole("checkbox", { name: "任务" }).isChecked(), true);
  await dialog.getByRole("combobox").fill("陈思远");
  await page.locator(".ant-select-dropdown:visible").getByText("陈思远").first().click();
  await dialog.getByRole("button", { name: "转移" }).click();
  await page.getByText("已转移 1 条").waitFor();
  const owners = async () => [
    (await admin().get(`/api/v1/customers/${id}`)).body.owner_id === colleagueId,
    (await admin().get(`/api/v1/tasks/${taskId}`)).body.owner_id === colleagueId,
  ];
  assert.deepEqual(await owners(), [true, true]);
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销 1 条").waitFor();
  assert.deepEqual(await owners(), [false, false]);
  assert.deepEqual(problems, []);
});
