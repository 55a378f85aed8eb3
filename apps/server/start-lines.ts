import { inLocale, type Label, type Locale } from "@keshu/kernel";
import type { Config } from "@keshu/platform";
import type { RunningServer, Step } from "./compose.ts";

const stepTexts: Record<Step, Label> = {
  migrations: { zh: "数据库结构就绪（新执行 {detail} 个迁移）", en: "Database schema ready ({detail} new migrations)" },
  index: {
    zh: "正在为“{detail}”的已有数据建立新索引，数据多时需要几分钟",
    en: "Building a new index over the records of “{detail}”: with many of them this takes minutes",
  },
  catalog: { zh: "目录已加载（{detail} 个对象）", en: "Catalog loaded ({detail} objects)" },
  administrator: { zh: "用户和角色就绪", en: "Users and roles ready" },
  jobs: { zh: "后台任务已启动", en: "Background jobs running" },
  listening: { zh: "服务已就绪", en: "Server ready" },
};

const databaseTexts: Record<string, Label> = {
  first: { zh: "首次启动：正在创建数据库 {detail}", en: "First start: creating the database {detail}" },
  "left-over": { zh: "上次没有正常退出，正在清理遗留的数据库进程", en: "The last run did not end cleanly: stopping the database it left" },
  moved: {
    zh: "数据库用户无法进入数据目录，数据库文件放在 {detail}",
    en: "The database's account cannot reach the data folder; database files are in {detail}",
  },
  account: { zh: "以普通账户 {detail} 运行数据库", en: "Running the database as the ordinary account {detail}" },
  embedded: { zh: "内置 PostgreSQL 已启动", en: "Embedded PostgreSQL running" },
  external: { zh: "已连接 DATABASE_URL 指向的 PostgreSQL", en: "Connected to the PostgreSQL of DATABASE_URL" },
};

const fill = (label: Label, detail: string, locale: Locale) => inLocale(label, locale).replace("{detail}", detail);

/** One line for one step of the start. */
export function stepLine(step: Step, detail: string, locale: Locale, seconds: number): string {
  const line = fill(stepTexts[step], detail, locale);
  if (step !== "listening") return line;
  return locale === "en" ? `${line} (${seconds.toFixed(1)} s)` : `${line}（${seconds.toFixed(1)} 秒）`;
}

export function databaseLine(step: string, detail: string, locale: Locale): string {
  return fill(databaseTexts[step] ?? { zh: step, en: step }, detail, locale);
}

/** The address and how to sign in; a one-time password is shown only until somebody has used it. */
export function firstSignInLines(
  { url, firstAdministrator: first }: RunningServer,
  config: Pick<Config, "adminEmail" | "adminPassword">,
  locale: Locale,
): string[] {
  const zh = locale !== "en";
  if (url === null) return [];
  const lines = ["", `  Keshu 客枢  ${url}`];
  if (first?.password) {
    const { email, password } = first;
    lines.push(zh ? `  首次登录：${email}  一次性密码：${password}` : `  First sign-in: ${email}  one-time password: ${password}`);
    lines.push(
      `  ${zh ? "首次登录前，每次启动都会换一个新的一次性密码；登录后不再显示" : "Until it is used, each start prints a new one; after the first sign-in it is never shown again"}`,
    );
  } else if (first || (config.adminEmail && config.adminPassword)) {
    const email = first?.email ?? config.adminEmail;
    lines.push(zh ? `  登录：${email}（密码为 KESHU_ADMIN_PASSWORD）` : `  Sign in: ${email}  (password: KESHU_ADMIN_PASSWORD)`);
  }
  return [...lines, ""];
}
