import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTestServer, type TestServer } from "../testing.ts";

interface Operation {
  "x-keshu": { object?: string };
  parameters?: { name?: string; in?: string; $ref?: string }[];
  requestBody?: { content: Record<string, unknown> };
}

const texts = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "'",
  "%",
  "\\",
  "null",
  "NaN",
  "-1",
  "1e400",
  "99999999999999999999",
  "2026-02-30",
  "{}",
  "[]",
  '{"id":null}',
  "a".repeat(3_000),
  "💥".repeat(50),
  "$(x)",
  "__proto__",
  "constructor",
  "toString",
];
const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  " ",
  "\u0000",
  "\ud800",
  [],
  {},
  [[]],
  [null],
  { eq: null },
  { a: { b: {} } },
  "x".repeat(10_000),
  ["x", 1],
  "2026-13-01",
  "Infinity",
];
const filters: Record<string, unknown>[] = [
  {},
  { id: null },
  { id: "x" },
  { id: { contains: "x" } },
  { id: { starts: "x" } },
  { id: { gt: "x" } },
  { id: { in: [] } },
  { id: { in: "x" } },
  { name: [] },
  { name: { contains: "" } },
  { name: { contains: "\u0000" } },
  { name: { contains: null } },
  { name: { between: [1] } },
  { name: { empty: "x" } },
  { or: [] },
  { or: {} },
  { or: [null] },
  { not: [] },
  { and: [[]] },
  { created_at: "x" },
  { created_at: { gte: {} } },
  { version: { gt: 1e300 } },
  { version: "\u0000" },
  { tags: { in: [null] } },
  { owner_id: { eq: ["x"] } },
  { "name; drop": 1 },
  { constructor: 1 },
  { __proto__: 1 },
  { toString: { eq: 1 } },
];

/** Nothing a caller sends is the server's fault: every operation answers odd input with 2xx or 4xx. */
describe("odd input", () => {
  let server: TestServer;
  const failures: string[] = [];
  let paths: Record<string, Record<string, Operation>>;
  before(async () => {
    server = await startTestServer({ logLevel: "silent" });
    const all: typeof paths = (await server.admin.get("/api/v1/openapi.json")).body.paths;
    // Record operations are the same for every object: two stand for all.
    paths = Object.fromEntries(
      Object.entries(all).filter(([, methods]) => Object.values(methods).every((o) => [undefined, "customer", "user"].includes(o["x-keshu"].object))),
    );
  });
  after(() => server.stop());

  async function send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<void> {
    const { status, text } = await server.admin.call(method, path, body, headers);
    if (status >= 500) failures.push(`${method} ${path.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 80)}: ${status} ${text.slice(0, 120)}`);
  }

  const skipped = new Set(["POST /api/v1/sign-out", "DELETE /api/v1/sessions", "PUT /api/v1/me/password"]);
  const encode = (text: string) => encodeURIComponent(text.toWellFormed());

  it("in parameters never ends in a 5xx", async () => {
    for (const [path, methods] of Object.entries(paths)) {
      const operation = methods.get;
      if (!operation || path.endsWith("/live")) continue;
      const names = (operation.parameters ?? []).flatMap((parameter) =>
        parameter.in === "query" && parameter.name
          ? [parameter.name]
          : parameter.$ref
            ? [
                parameter.$ref
                  .replace(/.*\/(?:List|Aggregate|Read|ExplainAccessTo|ReadHistoryOf)([A-Z])/, "$1")
                  .replace(/([A-Z])/g, (_, letter, at) => (at ? "_" : "") + letter.toLowerCase()),
              ]
            : [],
      );
      for (const text of texts) {
        await send("GET", path.replaceAll(/\{\w+\}/g, encode(text) || "x"));
        for (const name of names) await send("GET", `${path.replaceAll(/\{\w+\}/g, "01a20213-5d5e-7000-a8cf-a33f6d5ead90")}?${name}=${encode(text)}`);
      }
    }
    assert.deepEqual(failures.splice(0), []);
  });

  it("in filters never ends in a 5xx", async () => {
    for (const filter of filters) {
      for (const path of ["customers", "opportunities", "users"]) {
        await send("GET", `/api/v1/${path}?count=exact&filter=${encodeURIComponent(JSON.stringify(filter))}`);
        await send("GET", `/api/v1/${path}/aggregate?filter=${encodeURIComponent(JSON.stringify(filter))}`);
      }
    }
    let deep = '{"name":"x"}';
    for (let i = 0; i < 800; i++) deep = `{"not":${deep}}`;
    await send("GET", `/api/v1/customers?filter=${encodeURIComponent(deep).slice(0, 15_000)}`);
    await send("GET", `/api/v1/customers?filter=${"%7B%22not%22:".repeat(500)}%7B%7D${"%7D".repeat(500)}`);
    assert.deepEqual(failures.splice(0), []);
  });

  it("in bodies never ends in a 5xx", async () => {
    const customer = (await server.admin.post("/api/v1/customers", { name: "怪" })).body;
    const fields = (await server.admin.get("/api/v1/catalog/objects/customer")).body.fields.map((field: { name: string }) => field.name);
    for (const name of fields) for (const value of values) await send("PATCH", `/api/v1/customers/${customer.id}`, { [name]: value });
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const name = `${method.toUpperCase()} ${path}`;
        if (method === "get" || !operation.requestBody || skipped.has(name)) continue;
        const target = path.replaceAll(/\{\w+\}/g, customer.id);
        if (!("application/json" in operation.requestBody.content)) {
          await send(method.toUpperCase(), target, "x", { "content-type": "multipart/form-data; boundary=y" });
          continue;
        }
        for (const value of values) await send(method.toUpperCase(), target, value);
        for (const member of ["name", "email", "records", "to", "owner_id", "members", "values", "fields", "filter", "options", "object"])
          for (const value of values.slice(0, 14)) await send(method.toUpperCase(), target, { [member]: value });
        await send(method.toUpperCase(), target, `${"[".repeat(50_000)}${"]".repeat(50_000)}`, { "content-type": "application/json" });
        await send(method.toUpperCase(), target, `{"name":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, {
          "content-type": "application/json",
          "idempotency-key": `deep-${name}`,
        });
      }
    }
    assert.deepEqual(failures.splice(0), []);
  });

  it("in batches never ends in a 5xx", async () => {
    for (const operation of ["create", "update", "upsert", "delete"]) {
      for (const value of values) {
        await send("POST", "/api/v1/customers/batch", { operation, records: [value, { name: value }, { id: value }] });
        await send("POST", "/api/v1/customers/batch", { operation, key: ["name"], records: [{ name: value }] });
        await send("POST", "/api/v1/customers/batch", { operation, key: value, records: [{ name: "x" }] });
      }
      for (const key of ["id", "nope", "tags", "address", "owner_id", "created_at"])
        await send("POST", "/api/v1/customers/batch", { operation, key: [key], records: [{ [key]: "x", name: "x" }] });
    }
    assert.deepEqual(failures.splice(0), []);
  });

  it("in raw requests never ends in a 5xx", async () => {
    for (const path of [
      "/%",
      "/%zz",
      "//",
      "/api//v1",
      "/api/v1/%c0%80",
      "/api/v1/customers/%",
      "/api/v1/customers?%",
      "/api/v1/customers?filter=%E0%A4%A",
      `/api/v1/${"a".repeat(2_000)}`,
      "/openapi.json?x",
      "/docs/..",
      "/assets/%2e%2e/%2e%2e/package.json",
    ])
      await send("GET", path);
    for (const range of ["bytes=0-", "bytes=9-1", "lines=1"]) await send("GET", "/api/v1/customers", undefined, { range });
    await send("GET", "/api/v1/customers", undefined, { "accept-language": ",;;q=x,,-", "accept-encoding": ";;br;q=2,," });
    await send("POST", "/api/v1/customers", "{}", { "content-type": "application/json; charset=gbk" });
    await send("POST", "/api/v1/customers", "{}", { "content-type": ";" });
    assert.deepEqual(failures.splice(0), []);
  });
});
