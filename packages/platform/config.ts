import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { inLocale, type Label } from "@keshu/kernel";
import { StartError, terminalLocale } from "./start-error.ts";

export interface Config {
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** Most connections of the request pool. */
  databaseConnections: number;
  tls: { cert: Buffer; key: Buffer } | undefined;
  /** Whose word about the caller's address is taken: everyone's, that of so many proxies, or of these addresses. */
  trustProxy: boolean | number | string;
  /** Address under which people reach the server, when it differs from host and port. */
  publicUrl: string | undefined;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  metricsToken: string | undefined;
  logLevel: LogLevel;
  logFormat: "json" | "lines";
  /** Jobs at once on this server; 0: this server runs none. */
  jobs: number;
  /** Days the audit log is kept; 0: for ever. */
  auditDays: number;
  /** Days a deleted record stays in the recycle bin; 0: for ever. */
  recycleDays: number;
  /** How long a session lasts at most, and without being used. */
  sessionDays: number;
  sessionIdleMinutes: number;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];
type Environment = Record<string, string | undefined>;

/** Reads and checks the settings. Empty counts as unset. @throws StartError SETTING_INVALID, DATABASE_URL_INVALID */
export function readConfig(env: Environment = process.env, isTerminal = process.stdout.isTTY === true): Config {
  const adminEmail = text(env, "KESHU_ADMIN_EMAIL");
  const adminPassword = text(env, "KESHU_ADMIN_PASSWORD");
  if (adminEmail !== undefined && !/^[^\s@]+@[^\s@]+$/.test(adminEmail))
    throw invalid("KESHU_ADMIN_EMAIL", adminEmail, { zh: "应是一个邮箱", en: "an email address" });
  if (adminPassword !== undefined && adminPassword.length < 8) throw invalid("KESHU_ADMIN_PASSWORD", "…", { zh: "至少 8 位", en: "at least 8 characters" });
  return {
    port: integer(env, "PORT", 3000, 0, 65_535),
    host: text(env, "HOST") ?? "127.0.0.1",
    dataDir: resolve(text(env, "DATA_DIR") ?? "data"),
    databaseUrl: databaseUrl(env),
    databaseConnections: integer(env, "DATABASE_CONNECTIONS", 20, 2, 500),
    tls: readTls(env),
    trustProxy: trustProxy(env),
    publicUrl: publicUrl(env),
    adminEmail,
    adminPassword,
    metricsToken: text(env, "METRICS_TOKEN"),
    logLevel: oneOf(env, "LOG_LEVEL", logLevels, isTerminal ? "warn" : "info"),
    logFormat: oneOf(env, "LOG_FORMAT", ["json", "lines"], isTerminal ? "lines" : "json"),
    jobs: integer(env, "JOBS", 4, 0, 100),
    auditDays: auditDays(env),
    recycleDays: integer(env, "RECYCLE_DAYS", 90, 0, 36_500),
    sessionDays: integer(env, "SESSION_DAYS", 30, 1, 365),
    sessionIdleMinutes: integer(env, "SESSION_IDLE_MINUTES", 7 * 24 * 60, 5, 365 * 24 * 60),
  };
}

function text(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function invalid(name: string, value: string, hint: Label): StartError {
  return new StartError("SETTING_INVALID", { name, value, hint: inLocale(hint, terminalLocale()) });
}

function integer(env: Environment, name: string, fallback: number, least: number, most: number): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw invalid(name, value, { zh: `应是 ${least} 到 ${most} 之间的整数`, en: `a whole number from ${least} to ${most}` });
}

/** Chinese law (Cybersecurity Law, article 21) wants network logs kept for six months at least. */
function auditDays(env: Environment): number {
  const days = integer(env, "AUDIT_DAYS", 0, 0, 36_500);
  if (days === 0 || days >= 180) return days;
  throw invalid("AUDIT_DAYS", String(days), { zh: "应是 0（一直保留）或不少于 180", en: "0 (keep for ever) or at least 180" });
}

function oneOf<const T extends string>(env: Environment, name: string, choices: readonly T[], fallback: NoInfer<T>): T {
  const value = text(env, name)?.toLowerCase();
  if (value === undefined) return fallback;
  const found = choices.find((choice) => choice === value);
  if (found) return found;
  throw invalid(name, value, { zh: `应是 ${choices.join("、")} 之一`, en: `one of ${choices.join(", ")}` });
}

/** A database URL in parts; also one that names only a socket, `postgres://user:password@/database?host=/run/postgresql`. */
export function databaseAddress(url: string): URL | null {
  const parts = URL.parse(url);
  if (parts) return parts;
  const named = URL.parse(url.replace("@/", "@socket/"));
  if (!named?.searchParams.has("host")) return null;
  named.hostname = "";
  return named;
}

function databaseUrl(env: Environment): string | undefined {
  const value = text(env, "DATABASE_URL");
  if (value === undefined) return undefined;
  const url = databaseAddress(value);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) throw new StartError("DATABASE_URL_INVALID");
  return value;
}

function trustProxy(env: Environment): Config["trustProxy"] {
  const value = text(env, "TRUST_PROXY")?.toLowerCase();
  if (value === undefined || value === "false" || value === "0") return false;
  if (value === "true") return true;
  if (/^\d{1,2}$/.test(value)) return Number(value); // so many proxies
  const places = value.split(",").map((place) => place.trim());
  if (places.every(isPlace)) return places.join(",");
  throw invalid("TRUST_PROXY", value, {
    zh: "应是 true、false、代理层数，或用逗号隔开的代理地址和网段，如 10.0.0.5,192.168.0.0/16",
    en: "true, false, the number of proxies, or their addresses and networks separated by commas, such as 10.0.0.5,192.168.0.0/16",
  });
}

/** An address, a network, or one of Fastify's names for some. */
function isPlace(place: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(place)) return true;
  const [address = "", bits, ...rest] = place.split("/");
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return longest > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= longest));
}

function publicUrl(env: Environment): string | undefined {
  const value = text(env, "PUBLIC_URL");
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol)) return value.replace(/\/+$/, "");
  throw invalid("PUBLIC_URL", value, { zh: "应形如 https://crm.example.com", en: "such as https://crm.example.com" });
}

function readTls(env: Environment): Config["tls"] {
  const names = ["TLS_CERT", "TLS_KEY"] as const;
  const [cert, key] = names.map((name) => text(env, name));
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw invalid(cert === undefined ? "TLS_CERT" : "TLS_KEY", "", { zh: "TLS_CERT 和 TLS_KEY 要一起设置", en: "TLS_CERT and TLS_KEY belong together" });
  }
  return { cert: readPem("TLS_CERT", cert), key: readPem("TLS_KEY", key) };
}

function readPem(name: string, path: string): Buffer {
  try {
    const pem = readFileSync(path);
    if (pem.includes("-----BEGIN ")) return pem;
  } catch {}
  throw invalid(name, path, { zh: "应是可读的 PEM 文件", en: "a readable PEM file" });
}
