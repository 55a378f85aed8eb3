import { ApplicationError, describeError, inLocale, type Label, type Locale } from "@keshu/kernel";
import { reasonOf } from "./start-reasons.ts";

/** What can keep the server from starting, each one line that says what to do. */
const startTexts = {
  DISK_FULL: {
    zh: "磁盘空间已满，数据库无法写入。请腾出空间后再启动。",
    en: "The disk is full and the database cannot write. Free some space and start again.",
  },
  DATABASE_FAILED: { zh: "数据库无法使用：{reason}", en: "The database cannot be used: {reason}" },
  DATA_VERSION: {
    zh: "数据目录属于 PostgreSQL {found}，而本版本自带 PostgreSQL {expected}。请先用旧版本导出数据，或设置 DATABASE_URL。",
    en: "The data folder belongs to PostgreSQL {found}, this version brings PostgreSQL {expected}. Move the data with the older version first, or set DATABASE_URL.",
  },
  NO_ACCOUNT: {
    zh: "PostgreSQL 不能以 root 身份运行，而这台机器上没有可用的普通账户。请用普通用户启动，或设置 DATABASE_URL。",
    en: "PostgreSQL does not run as root and this machine has no ordinary account for it. Start as an ordinary user, or set DATABASE_URL.",
  },
  NO_BINARIES: {
    zh: "这个平台（{platform}）没有内置 PostgreSQL。请设置 DATABASE_URL 指向 PostgreSQL 15 或更高版本。",
    en: "There is no embedded PostgreSQL for this platform ({platform}). Set DATABASE_URL to a PostgreSQL 15 or later.",
  },
  FOLDER_REFUSED: { zh: "无法写入数据目录 {folder}：{reason}", en: "Cannot write to the data folder {folder}: {reason}" },
  DATA_COPIED: {
    zh: "数据目录 {folder} 是 {owner} 的副本，它的 postgres.location 指向的仍是后者的数据库（{home}）。请把备份的数据库文件放到另一个目录，并把该目录的路径写进 {folder}/postgres.location。",
    en: "The data folder {folder} is a copy of {owner}, and its postgres.location still names the database of that one ({home}). Put the copy of the database files into a folder of their own and write its path into {folder}/postgres.location.",
  },
  ALREADY_RUNNING: {
    zh: "这个数据目录上已有一个 Keshu 在运行（进程 {pid}）：{folder}",
    en: "Keshu is already running on this data folder (pid {pid}): {folder}",
  },
  PORT_USED: { zh: "端口 {port} 已被占用。请停止占用它的程序，或设置 PORT。", en: "Port {port} is in use. Stop the program that uses it, or set PORT." },
  PORT_REFUSED: { zh: "无法在 {host}:{port} 上监听：{reason}", en: "Cannot listen on {host}:{port}: {reason}" },
  DATABASE_URL_INVALID: {
    zh: "DATABASE_URL 不是有效的地址，应形如 postgres://用户:密码@主机:5432/数据库",
    en: "DATABASE_URL is not valid; it looks like postgres://user:password@host:5432/database",
  },
  DATABASE_PASSWORD: { zh: "DATABASE_URL 的用户名或密码不正确（{host}）", en: "The user or password in DATABASE_URL is wrong ({host})" },
  DATABASE_MISSING: {
    zh: "数据库“{database}”在 {host} 上不存在，请先创建（UTF-8 编码）",
    en: "There is no database “{database}” on {host}; create it first (encoding UTF-8)",
  },
  DATABASE_UNREACHABLE: { zh: "无法连接 DATABASE_URL 指向的数据库（{host}）：{reason}", en: "Cannot reach the database of DATABASE_URL ({host}): {reason}" },
  DATABASE_TOO_OLD: {
    zh: "需要 PostgreSQL 15 或更高版本，DATABASE_URL 指向的是 {version}",
    en: "PostgreSQL 15 or later is needed; DATABASE_URL points to {version}",
  },
  DATABASE_ENCODING: { zh: "数据库的编码必须是 UTF8，现在是 {encoding}", en: "The database must have the encoding UTF8, it has {encoding}" },
  DATABASE_TRIGRAM: {
    zh: "这个数据库的区域设置（{locale}）无法检索中文。请用 LC_CTYPE 'C.UTF-8' 等 UTF-8 区域设置重新创建数据库。",
    en: "The locale of this database ({locale}) cannot search Chinese. Create it again with a UTF-8 locale such as LC_CTYPE 'C.UTF-8'.",
  },
  DATABASE_EXTENSION: {
    zh: "数据库缺少扩展 pg_trgm，且当前用户不能创建它：{reason}",
    en: "The database lacks the extension pg_trgm and this user cannot create it: {reason}",
  },
  DATABASE_COLLATION: {
    zh: "这个 PostgreSQL 没有 ICU 支持，中文无法按拼音排序",
    en: "This PostgreSQL is built without ICU: Chinese cannot be sorted by pinyin",
  },
  DATABASE_RIGHTS: {
    zh: "数据库用户“{user}”不能在该数据库中创建模式，请授予 CREATE 权限",
    en: "The database user “{user}” may not create schemas in this database; grant it CREATE",
  },
  SETTING_INVALID: { zh: "设置 {name} 不正确（{value}）：{hint}", en: "Setting {name} is not valid ({value}): {hint}" },
  ARGUMENT_UNKNOWN: { zh: "没有参数 {name}，可用的有：{known}", en: "There is no argument {name}; there are: {known}" },
  MIGRATION_FAILED: { zh: "数据库迁移 {name} 失败：{reason}", en: "Database migration {name} failed: {reason}" },
} as const satisfies Record<string, Label>;

export type StartErrorCode = keyof typeof startTexts;
type StartErrorParams = Record<string, string | number | Label>;

/** A reason not to start that a person can mend: shown as one line, exit code 1. */
export class StartError extends Error {
  readonly code: StartErrorCode;
  readonly params: StartErrorParams;
  constructor(code: StartErrorCode, params: StartErrorParams = {}, cause?: unknown) {
    super(describe(code, params, "en"), cause === undefined ? undefined : { cause });
    this.name = "StartError";
    this.code = code;
    this.params = params;
  }
}

/** Errors of the file system and the database during a start, in words a person can act on; undefined for a defect. */
export function toStartError(error: unknown, folder: string): StartError | undefined {
  if (error instanceof StartError) return error;
  if (error instanceof ApplicationError)
    return error.code === "DISK_FULL" ? new StartError("DISK_FULL", {}, error) : error.status === 503 ? databaseFailed(error) : undefined;
  const { code = "" } = (error ?? {}) as NodeJS.ErrnoException;
  if (["ENOSPC", "EDQUOT", "53100"].includes(code)) return new StartError("DISK_FULL", {}, error);
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(code)) return new StartError("FOLDER_REFUSED", { folder, reason: reasonOf(error) }, error);
  return undefined;
}

function databaseFailed(error: ApplicationError): StartError {
  const reason = error.cause instanceof Error ? error.cause.message : describeError(error.code, error.params, terminalLocale());
  return new StartError("DATABASE_FAILED", { reason }, error);
}

/** The one line for a person, in the language of their terminal. */
export function describeStartError(error: StartError, locale: Locale = terminalLocale()): string {
  return describe(error.code, error.params, locale);
}

/** Chinese when LC_ALL, LC_MESSAGES or LANG say so, else English. */
export function terminalLocale(env: Record<string, string | undefined> = process.env): Locale {
  return (env.LC_ALL || env.LC_MESSAGES || env.LANG || "").toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

function describe(code: StartErrorCode, params: StartErrorParams, locale: Locale): string {
  const line = inLocale(startTexts[code], locale).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? "";
    return typeof value === "object" ? inLocale(value, locale) : String(value);
  });
  return line.replace(/（）| \(\)/, ""); // of a setting that is not there
}
