import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "../testing.ts";

let t: TestServer;
before(async () => {
  t = await startTestServer();
});
after(() => t.stop());

test("what a caller can mend says which parameter or member is wrong", async () => {
  const list = (query: string) => ["GET", `/api/v1/customers?${query}`] as const;
  const form = (fields: Record<string, string>) => {
    const data = new FormData();
    data.append("file", new Blob(["客户名称\n甲\n"]), "a.csv");
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  };
  const users = Array.from({ length: 101 }, (_, i) => `019a0000-0000-7000-8000-${String(i).padStart(12, "0")}`).join(",");
  const wrong: [string, string, unknown, number, string][] = [
    [...list("limit=0"), undefined, 400, "limit"],
    [...list("cursor=x"), undefined, 400, "cursor"],
    [...list("sort=nope"), undefined, 400, "sort"],
    [...list("filter=x"), undefined, 400, "filter"],
    [...list("nope=1"), undefined, 400, "nope"],
    [...list("expand=nope"), undefined, 400, "expand.nope"],
    ["GET", "/api/v1/customers/aggregate?group=nope", undefined, 400, "group"],
    ["GET", "/api/v1/audit_events?cursor=x", undefined, 400, "cursor"],
    ["GET", "/api/v1/audit_events?limit=x", undefined, 400, "limit"],
    ["GET", "/api/v1/changes?after=x", undefined, 400, "after"],
    ["GET", "/api/v1/changes?limit=x", undefined, 400, "limit"],
    ["GET", "/api/v1/search?q=a&limit=x", undefined, 400, "limit"],
    ["GET", "/api/v1/notifications?limit=x", undefined, 400, "limit"],
    ["GET", "/api/v1/calendar?from=2020-01-01&to=2026-01-01", undefined, 400, "to"],
    ["GET", `/api/v1/calendar?from=2026-01-01&to=2026-01-02&users=${users}`, undefined, 400, "users"],
    ["GET", "/api/v1/customers/duplicates", undefined, 400, "name"],
    ["POST", "/api/v1/views", { object: "customer", name: "x", filter: { nope: 1 } }, 400, "filter.nope"],
    ["POST", "/api/v1/exports", { object: "customer", fields: ["nope"], format: "csv" }, 400, "fields.nope"],
    ["POST", "/api/v1/imports/preview", form({ object: "customer", options: "{" }), 400, "options"],
    ["POST", "/api/v1/imports/preview", form({ object: "customer", options: '{"encoding":"klingon"}' }), 422, "encoding"],
    ["POST", "/api/v1/customers/batch-purge", { ids: "x" }, 422, "ids"],
    ["PATCH", "/api/v1/me", { nope: 1 }, 400, "nope"],
    ["PUT", "/api/v1/preferences/a%00b", { value: 1 }, 400, "key"],
  ];
  const told: string[] = [];
  for (const [method, path, body, status, place] of wrong) {
    const reply = await t.admin.call(method, path, body);
    if (reply.status !== status || reply.body.errors?.[0]?.path !== place)
      told.push(`${method} ${path.slice(0, 80)}: ${reply.status} ${reply.text.slice(0, 300)}`);
  }
  assert.deepEqual(told, []);
});
