import type { Context, Database, Principal } from "@keshu/kernel";
import type { Authenticate } from "./authentication.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import type { FileShelf } from "./files/file-shelf.ts";
import type { ChangeSource } from "./live/change-source.ts";
import type { LiveTopic } from "./live/topic.ts";

/** The part of pino that the HTTP layer uses. */
export interface HttpLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** One line for each call; `route` is the pattern, never the address. */
  request(line: { request_id: string; method: string; route: string; status: number; ms: number; user: string | null | undefined }): void;
}

export interface HttpMetrics {
  /** Called after every answer; `route` is the pattern, never the URL. */
  observe(call: { method: string; route: string; status: number; seconds: number }): void;
  /** Prometheus text format. */
  text(): Promise<string>;
}

export interface HttpConfig {
  trustProxy?: boolean | number | string;
  tls?: { cert: string | Buffer; key: string | Buffer };
  /** Given, `GET /metrics` wants it as a Bearer token; else only calls from this machine are answered. */
  metricsToken?: string;
  /** Folder of the built web app. */
  webRoot?: string;
  /** Calls a minute and address; 0 switches a limit off. */
  signInsPerMinute?: number;
  anonymousPerMinute?: number;
  /** One log line for every call. */
  logsRequests?: boolean;
}

export interface AppOptions {
  db: Database;
  authenticate: Authenticate;
  /** Rights of any user, for "why can this person see this?". Null: no such user. */
  principalOf?: (ctx: Context, userId: string) => Promise<Principal | null>;
  endpoints: readonly AnyEndpoint[];
  config?: HttpConfig;
  logger?: HttpLogger;
  metrics?: HttpMetrics;
  files: FileShelf;
  /** What the page needs before its first request, such as the company's name and colour; open to all. */
  pageData?: () => Promise<Record<string, unknown>>;
  changes?: ChangeSource;
  /** What sockets may ask for besides changes. */
  topics?: readonly LiveTopic[];
  /** `/health`: resolves when a request could be served. */
  isReady?: () => Promise<boolean>;
  /** Calls back when rights or sessions changed, so that sockets ask again whose they are; returns how to stop. */
  onIdentityChange?: (listener: () => void) => () => void;
}

export const silentLogger: HttpLogger = { info() {}, warn() {}, error() {}, request() {} };
