import { pino } from "pino";
import type { LogLevel } from "../config.ts";
import { linesTo } from "./log-lines.ts";

/** The part of pino that the product uses. Fields first, then a fixed sentence: no personal data in either. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** One line for each request. Its fields are few and known, so nothing is looked for to be hidden in them. */
  request(fields: RequestLine): void;
  child(fields: object): Logger;
  flush(): void;
}

export interface RequestLine {
  request_id: string;
  method: string;
  /** The route, not the address: that may hold what people search for. */
  route: string;
  status: number;
  ms: number;
  user: string | null | undefined;
}

/** Names whose values never belong in a log, wherever they stand in the first two levels. */
const SECRET = ["password", "token", "secret", "authorization", "cookie", "totp", "email", "phone", "body", "payload", "values", "parameters"];

/** JSON lines are written in blocks, at the latest after a quarter of a second, so that no request waits for its log. */
export function createLogger(options: { level: LogLevel; format: "json" | "lines"; write?: (line: string) => void }): Logger {
  const write = options.write ?? ((line: string) => void process.stdout.write(line));
  const isBuffered = options.format === "json" && options.write === undefined;
  const paths = SECRET.flatMap((name) => [name, `*.${name}`]);
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeForLog, error: describeForLog },
  };
  const destination = isBuffered
    ? pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 250 })
    : { write: options.format === "lines" ? linesTo(write) : write };
  const requests = pino(settings, destination);
  const log = pino({ ...settings, redact: { paths, censor: "…" } }, destination);
  return Object.assign(log, { request: (line: RequestLine) => requests.info(line, "request") }) as unknown as Logger;
}

const PLAIN = ["code", "constraint", "table", "column", "schema", "routine", "status"] as const;

/** An error without what a person typed: PostgreSQL quotes values in its message, detail and context. */
export function describeForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const known = error as Error & Partial<Record<(typeof PLAIN)[number], unknown>>;
  const isDatabase = "severity" in error;
  const message = isDatabase ? error.message.replaceAll(/"[^"]*"/g, (quoted) => (/^"[a-z_0-9.]{1,63}"$/.test(quoted) ? quoted : '"…"')) : error.message;
  return {
    type: error.name,
    message,
    ...Object.fromEntries(PLAIN.filter((name) => known[name] !== undefined).map((name) => [name, known[name]])),
    stack: error.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeForLog(error.cause) }),
  };
}
