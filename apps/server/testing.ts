import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, readConfig, type StartedDatabase } from "@keshu/platform";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import { createServer, type RunningServer } from "./compose.ts";
import type { ServerModule } from "./server-module.ts";
import { type ApiClient, apiClient } from "./testing/api-client.ts";

export type { ApiClient, ApiReply } from "./testing/api-client.ts";

export const testAdministrator = { email: "admin@test.example", password: "Test-password-2026" };

export interface TestServer {
  url: string;
  db: TestDatabase["db"];
  server: RunningServer;
  /** Session token of the administrator. */
  adminToken: string;
  /** The API as the administrator. */
  admin: ApiClient;
  /** The API with any token; null: without one. */
  withToken(token: string | null): ApiClient;
  /** The API as a person with this e-mail and password. */
  as(person: { email: string; password: string }): Promise<ApiClient>;
  stop(): Promise<void>;
}

/** A whole server on a random port with a fresh database, an administrator and no rate limits. */
export async function startTestServer(
  options: {
    db?: TestDatabase;
    roles?: ("web" | "worker")[];
    modules?: readonly ServerModule[];
    logLevel?: "silent" | "warn" | "error";
    isSetUp?: boolean;
  } = {},
): Promise<TestServer> {
  const database = options.db ?? (await testDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), "keshu-test-"));
  const config = readConfig({
    PORT: "0",
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    KESHU_ADMIN_EMAIL: testAdministrator.email,
    KESHU_ADMIN_PASSWORD: testAdministrator.password,
    LOG_LEVEL: options.logLevel ?? "error",
    JOBS: "2",
  });
  const started: StartedDatabase = { db: database.db, kind: "external", stop: async () => {} };
  const server = await createServer({
    config,
    database: started,
    log: createLogger({ level: config.logLevel, format: "lines", write: (line) => void process.stderr.write(line) }),
    roles: options.roles ?? ["web", "worker"],
    ...(options.modules ? { modules: options.modules } : {}),
    limits: { signInsPerMinute: 0, anonymousPerMinute: 0 },
  });
  // the guided start would stand before the first page
  if (options.isSetUp !== false)
    await database.db.query("do $$ begin if to_regclass('keshu.company') is not null then update keshu.company set is_set_up = true; end if; end $$");
  const url = server.url as string;
  const as = async (person: { email: string; password: string }): Promise<ApiClient> => {
    const reply = await apiClient(url, null).post("/api/v1/sign-in", person);
    if (reply.status !== 200) throw new Error(`${person.email} cannot sign in: ${reply.status} ${reply.text}`);
    return apiClient(url, String(reply.body.token));
  };
  const admin = await as(testAdministrator);
  return {
    url,
    db: database.db,
    server,
    admin,
    adminToken: admin.token as string,
    withToken: (token) => apiClient(url, token),
    as,
    async stop() {
      await server.stop();
      if (!options.db) await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
