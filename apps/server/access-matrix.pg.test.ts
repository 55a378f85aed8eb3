import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { AnyEndpoint } from "@keshu/http";
import { runMatrix } from "./access-matrix/run-matrix.ts";
import { createWorld } from "./access-matrix/world.ts";
import { modules } from "./modules.ts";
import type { ServerModule } from "./server-module.ts";
import { startTestServer, type TestServer } from "./testing.ts";

describe("access matrix: every operation as every kind of user", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  it("answers everyone as it should and shows nobody what is not theirs", async (t) => {
    const result = await runMatrix(await createWorld(server));
    t.diagnostic(`${result.operations} operations, ${result.calls} calls`);
    assert.ok(result.operations > 250 && result.calls > 8_000, `only ${result.operations} operations in ${result.calls} calls`);
    assert.deepEqual(result.violations, []);
  });
});

describe("access matrix: seeded leaks", () => {
  /** A server whose endpoint is changed as a careless person might. */
  async function violationsWith(operationId: string, change: (endpoint: AnyEndpoint) => AnyEndpoint[]): Promise<string[]> {
    const careless: ServerModule[] = modules.map((module) => ({
      ...module,
      ...(module.endpoints
        ? {
            endpoints: (services) =>
              module.endpoints?.(services).flatMap((endpoint) => (endpoint.operationId === operationId ? change(endpoint) : [endpoint])) ?? [],
          }
        : {}),
    }));
    const server = await startTestServer({ modules: careless });
    try {
      return (await runMatrix(await createWorld(server), (operation) => operation.operationId === operationId || operation.operationId === "careless"))
        .violations;
    } finally {
      await server.stop();
    }
  }

  it("fails when an endpoint shows other people's data", async () => {
    const violations = await violationsWith("list_sessions", (endpoint) => [
      { ...endpoint, handler: async (ctx) => ({ status: 200, body: { data: (await ctx.db.query("select id, user_agent from keshu.session")).rows } }) },
    ]);
    assert.ok(
      violations.some((line) => line.startsWith("seller: GET /api/v1/sessions shows the browser of another person's session")),
      violations.join("\n"),
    );
  });

  it("fails when a secret stands in a header or in a message", async () => {
    const violations = await violationsWith("get_me", (endpoint) => [
      {
        ...endpoint,
        handler: async (ctx, input) => {
          const { rows } = await ctx.db.query<{ name: string }>(`select name from crm.customer`);
          return { ...(await endpoint.handler(ctx, input)), headers: { "x-hint": rows.map((row) => encodeURIComponent(row.name)).join(" ") } };
        },
      },
    ]);
    assert.ok(
      violations.some((line) => line.includes("shows the title of the foreign customer")),
      violations.join("\n"),
    );
  });

  it("fails when an endpoint is opened to too many", async () => {
    const violations = await violationsWith("list_audit_events", (endpoint) => [{ ...endpoint, access: "public" }]);
    assert.ok(
      violations.some((line) => line.includes("is open to public, the rule says permission:audit.read")),
      violations.join("\n"),
    );
    assert.ok(
      violations.some((line) => line.startsWith("anonymous: GET /api/v1/audit_events")),
      violations.join("\n"),
    );
  });

  it("fails when an operation has no driving rule", async () => {
    const violations = await violationsWith("get_me", (endpoint) => [endpoint, { ...endpoint, operationId: "careless", path: "/api/v1/careless" }]);
    assert.ok(
      violations.some((line) => line.startsWith("GET /api/v1/careless (careless) has no driving rule")),
      violations.join("\n"),
    );
  });
});
