import { beginDemo, lastRun, makeJob, makeRecords } from "@keshu/demo";
import { inLocale, type Label, type Locale } from "@keshu/kernel";
import { systemContext } from "@keshu/people";
import type { OpenDatabase } from "@keshu/platform";
import { addJob } from "@keshu/platform/jobs";
import { currentCatalog, listRecords } from "@keshu/records";

const texts = {
  making: { zh: "正在生成演示公司", en: "Making the demo company" },
  made: { zh: "演示公司已生成：{count} 条记录，用时 {seconds} 秒", en: "Demo company made: {count} records in {seconds} s" },
  failed: { zh: "有 {count} 条记录没有写入", en: "{count} records could not be written" },
  exists: { zh: "演示公司已存在", en: "The demo company is there already" },
  removed: {
    zh: "演示公司已被移除，不再自动生成；需要时在“设置 → 演示公司”中重新生成",
    en: "The demo company was removed and is not made again by itself; make it in Settings → Demo company",
  },
  nobody: { zh: "没有可用的管理员，无法生成演示公司", en: "There is no active administrator to make the demo company for" },
  accounts: {
    zh: "演示账号（共用密码 {password}，只显示这一次）",
    en: "Demo accounts (all with the password {password}, shown only now)",
  },
} satisfies Record<string, Label>;

/** Makes the demo company where there never was one, with a line that tells how far it is. */
export async function startDemo(db: OpenDatabase, locale: Locale): Promise<void> {
  const say = (key: keyof typeof texts, values: Record<string, string | number> = {}): void => {
    const text = inLocale(texts[key], locale).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
    process.stdout.write(`${text}\n`);
  };
  const before = await lastRun(db);
  if (before?.state === "removed" || before?.state === "removing") return say("removed");
  if (before?.state === "made") return say("exists");
  const me = await firstAdministrator(db);
  if (!me) return say("nobody");
  const began = performance.now();
  const begun = before ? null : await beginDemo(db, { me });
  const id = begun?.id ?? (before as { id: string }).id;
  // should this process die, another one finishes it
  await addJob(db, makeJob, { id }, { jobKey: `demo:${id}`, runAt: new Date(Date.now() + 5 * 60_000) });
  const tell = progressLine(inLocale(texts.making, locale));
  const report = await makeRecords(db, id, { onProgress: tell });
  const run = await lastRun(db);
  say("made", { count: run?.total ?? 0, seconds: ((performance.now() - began) / 1000).toFixed(1) });
  if (report.failed) say("failed", { count: report.failed });
  if (!begun) return;
  process.stdout.write("\n");
  say("accounts", { password: begun.password });
  const widest = Math.max(...begun.people.map((p) => p.email.length));
  for (const { email, name, title } of begun.people) process.stdout.write(`  ${email.padEnd(widest)}  ${name}  ${title}\n`);
}

/** One line that changes in a terminal; four lines elsewhere. */
function progressLine(text: string): (done: number, total: number) => void {
  const isTerminal = process.stdout.isTTY === true;
  let told = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    const step = isTerminal ? percent : Math.floor(percent / 25) * 25;
    if (step === told) return;
    told = step;
    if (!isTerminal) process.stdout.write(`${text} ${step}%\n`);
    else process.stdout.write(`\r${text} ${"█".repeat(percent / 5).padEnd(20, "░")} ${String(percent).padStart(3)}%${done === total ? "\n" : ""}`);
  };
}

async function firstAdministrator(db: OpenDatabase): Promise<string | null> {
  const ctx = systemContext(db, "start");
  const { byName } = currentCatalog();
  const [roles, users] = [byName.get("role"), byName.get("user")];
  if (!roles || !users) return null;
  const { data } = await listRecords(ctx, roles, { filter: { is_administrator: true }, fields: ["id"], limit: 100 });
  const administrators = new Set(data.map((r) => r.id));
  const people = await listRecords(ctx, users, { filter: { state: "active" }, fields: ["id", "role_ids"], sort: "created_at", limit: 1000 });
  return people.data.find((u) => (u.role_ids as string[] | null)?.some((id) => administrators.has(id)))?.id ?? null;
}
