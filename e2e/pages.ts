import type { Page } from "playwright-core";
import type { TestServer } from "../apps/server/testing.ts";

/** A page a person can reach, and what to do there before it is looked at. */
export interface VisitedPage {
  name: string;
  path: string;
  prepare?: (page: Page) => Promise<void>;
}

const names = {
  zh: {
    customer: "演示客户",
    contact: "周明",
    call: "通话十八分钟，约好下周看样",
    department: "销售部",
    tag: "重点",
    lead: "林晓",
    deal: "年度框架采购",
    task: "寄送样品",
    event: "上门拜访",
  },
  en: {
    customer: "Example customer",
    contact: "Ada Young",
    call: "Talked for a while, samples next week",
    department: "Field sales",
    tag: "Focus",
    lead: "Lin Shaw",
    deal: "Annual frame order",
    task: "Send samples",
    event: "Visit on site",
  },
};

/** Fills a server with a little of everything in one language, and tells every page there is to see. */
export async function seedPages({ admin }: TestServer, language: "zh" | "en"): Promise<VisitedPage[]> {
  const words = names[language];
  const made = async (path: string, body: object): Promise<string> => (await admin.post(`/api/v1/${path}`, body)).body.id;
  let customer = "";
  for (let i = 0; i < 30; i++)
    customer = await made("customers", {
      name: `${words.customer} ${i}`,
      industry: "制造业",
      level: "ABC"[i % 3],
      mobile: `1380000${1000 + i}`,
      tags: [words.tag],
    });
  await made("contacts", { name: words.contact, customer_id: customer });
  await made("activities", { type: "call", content: words.call, customer_id: customer });
  await made("departments", { name: words.department });
  const lead = await made("leads", { name: words.lead, company: `${words.customer} 7`, mobile: "13700001370" });
  const deal = await made("opportunities", { name: words.deal, customer_id: customer, amount: "128000" });
  await made("tasks", { name: words.task, customer_id: customer, due_at: new Date(Date.now() + 3_600_000).toISOString() });
  const at = (hour: number) => new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + hour * 3_600_000).toISOString();
  await made("events", { name: words.event, start_at: at(1), end_at: at(3), customer_id: customer, recurrence: "FREQ=WEEKLY" });
  await made("events", { name: words.department, start_at: at(2), is_all_day: true });
  const pipeline = (await admin.get("/api/v1/pipelines")).body.data[0].id;
  const levelA = encodeURIComponent(JSON.stringify({ level: { in: ["A"] } }));
  return [
    { name: "home", path: "/" },
    { name: "home being arranged", path: "/", prepare: arrangeHome },
    { name: "deals on a board", path: "/o/opportunities?kind=board", prepare: (page) => page.locator("[data-card]").first().waitFor() },
    { name: "tasks on a board", path: "/o/tasks?kind=board", prepare: (page) => page.locator("[data-card]").first().waitFor() },
    { name: "pipelines", path: "/settings/pipelines" },
    { name: "a new pipeline", path: "/settings/pipelines/new" },
    { name: "list", path: "/o/customers?sort=-name" },
    { name: "list with selection", path: "/o/customers", prepare: (page) => page.locator(".k-grid-row input, .k-card-row input").first().check() },
    { name: "filtered list", path: `/o/customers?filter=${levelA}` },
    { name: "grouped list", path: "/o/opportunities?group=stage", prepare: (page) => page.locator(".k-group-head").first().waitFor() },
    { name: "lead list", path: "/o/leads" },
    { name: "empty list", path: "/o/products" },
    { name: "form", path: "/o/customers?new={}", prepare: (page) => page.locator(".ant-drawer input").first().waitFor() },
    { name: "customer", path: `/o/customers/${customer}`, prepare: settled },
    { name: "lead", path: `/o/leads/${lead}`, prepare: settled },
    { name: "opportunity", path: `/o/opportunities/${deal}`, prepare: settled },
    { name: "calendar week", path: "/calendar?mode=week", prepare: settled },
    { name: "calendar month", path: "/calendar?mode=month", prepare: settled },
    { name: "calendar people", path: "/calendar?mode=people", prepare: settled },
    { name: "calendar agenda", path: "/calendar?mode=agenda", prepare: settled },
    { name: "new event", path: "/calendar?mode=day", prepare: openEvent },
    { name: "deals by day", path: "/o/opportunities?kind=calendar", prepare: settled },
    { name: "import", path: "/imports/new?object=customer" },
    { name: "imports", path: "/imports" },
    { name: "notifications", path: "/", prepare: openNotifications },
    { name: "help", path: "/o/leads", prepare: openHelp },
    { name: "keys", path: "/o/leads", prepare: openKeys },
    { name: "first run", path: "/welcome" },
    { name: "demo company", path: "/settings/demo" },
    { name: "company", path: "/settings/company" },
    { name: "objects", path: "/settings/objects" },
    { name: "fields", path: "/settings/objects/customer" },
    { name: "users", path: "/settings/users" },
    { name: "departments", path: "/settings/departments" },
    { name: "roles", path: "/settings/roles" },
    { name: "a new role", path: "/settings/roles/new" },
    { name: "a pipeline", path: `/settings/pipelines/${pipeline}` },
    { name: "keys", path: "/settings/api-keys" },
    { name: "audit", path: "/settings/audit" },
    { name: "profile", path: "/profile" },
    { name: "not found", path: "/nowhere" },
  ];
}

async function settled(page: Page): Promise<void> {
  await page.locator("h1").waitFor();
  await page.waitForTimeout(300);
}

async function arrangeHome(page: Page): Promise<void> {
  await page.locator(".k-widget").first().waitFor();
  await page.locator("button.k-home-arrange").click();
  await page.locator(".k-widget-handle").first().waitFor();
}

async function openNotifications(page: Page): Promise<void> {
  await page.locator("button.k-bell").click();
  await page.locator(".k-notices .k-empty, .k-notices .k-notice-row").first().waitFor();
}

async function openEvent(page: Page): Promise<void> {
  await page.locator(".k-calendar .k-button.is-primary").click();
  await page.locator("#event-form input").first().waitFor({ timeout: 30_000 });
}

/** The page's help beside it. */
async function openHelp(page: Page): Promise<void> {
  await settled(page);
  await page.keyboard.press("F1");
  await page.locator(".k-help h2").waitFor();
}

/** The sheet that tells the page's keys. */
async function openKeys(page: Page): Promise<void> {
  await settled(page);
  await page.keyboard.press("?");
  await page.locator(".k-keys dl").first().waitFor();
}
