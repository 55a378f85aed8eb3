import type { Label } from "@keshu/kernel";

/** Why the operating system or the network refused, by the code of its error. */
const reasons: Record<string, Label> = {
  ECONNREFUSED: { zh: "连接被拒绝，数据库没有运行或端口不对", en: "connection refused: it does not run, or the port is another" },
  ECONNRESET: { zh: "连接被对方断开，那里可能不是 PostgreSQL", en: "the other side closed the connection; it may be no PostgreSQL" },
  ENOTFOUND: { zh: "找不到这台主机", en: "host not found" },
  EAI_AGAIN: { zh: "找不到这台主机", en: "host not found" },
  ETIMEDOUT: { zh: "连接超时", en: "timeout" },
  EHOSTUNREACH: { zh: "网络不通", en: "no way to the host" },
  ENETUNREACH: { zh: "网络不通", en: "no way to the network" },
  ENOENT: { zh: "套接字文件不存在", en: "no such socket" },
  EADDRNOTAVAIL: { zh: "这台机器没有这个地址", en: "this machine does not have that address" },
  EACCES: { zh: "没有权限", en: "permission denied" },
  EPERM: { zh: "没有权限", en: "permission denied" },
  EROFS: { zh: "文件系统是只读的", en: "the file system is read-only" },
  EEXIST: { zh: "它是一个文件，不是目录", en: "it is a file, not a folder" },
  ENOTDIR: { zh: "路径中有一段是文件，不是目录", en: "a part of the path is a file, not a folder" },
  53300: { zh: "数据库的连接数已满", en: "all its connections are in use" },
};

/** Those of the database driver, which have no code. */
const messages: [RegExp, keyof typeof reasons][] = [
  [/timeout/i, "ETIMEDOUT"],
  [/^Connection terminated/, "ECONNRESET"],
];

/** In words of both languages where the error is a known one, else as it was said. */
export function reasonOf(error: unknown): Label | string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const { code = "", message = "?" } = (inner ?? {}) as { code?: string; message?: string };
  const known = code || messages.find(([pattern]) => pattern.test(message))?.[1] || "";
  return reasons[known] ?? (message.split("\n")[0] || code || "?");
}
