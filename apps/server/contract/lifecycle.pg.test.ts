import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { startTestServer, testAdministrator } from "../testing.ts";

describe("stopping", () => {
  it("refuses new calls, finishes running ones and says so in /health", async () => {
    const server = await startTestServer();
    const { app } = server.server;
    assert.ok(app);
    let release = () => {};
    let isLocked = () => {};
    const locked = new Promise<void>((resolve) => {
      isLocked = resolve;
    });
    const holding = server.db.transaction(async (tx) => {
      await tx.query("lock table crm.customer in share row exclusive mode");
      isLocked();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await locked;
    const running = server.admin.post("/api/v1/customers", { name: "停机前的写入" });
    const waiting = `select from pg_locks where relation = 'crm.customer'::regclass and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    const waits = async () => (await server.db.query(waiting)).rowCount !== 0;
    for (let tries = 0; tries < 200 && !(await waits()); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
    const stopping = app.shutDown();
    const refused = await app.inject({ url: "/api/v1/customers", headers: { authorization: `Bearer ${server.adminToken}` } });
    assert.equal(refused.statusCode, 503);
    assert.equal(refused.json().code, "SHUTTING_DOWN");
    assert.equal((await app.inject("/health")).statusCode, 503);
    release();
    await holding;
    assert.equal((await running).status, 201);
    await stopping;
    const { rows } = await server.db.query<{ n: number }>("select count(*)::int as n from crm.customer");
    assert.equal(rows[0]?.n, 1);
    await server.stop();
  });
});

describe("two servers on one database", () => {
  let database: TestDatabase;
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  const clients: ApiClient[] = [];
  const urls: string[] = [];

  async function startProcess(): Promise<ApiClient> {
    const folder = mkdtempSync(join(tmpdir(), "keshu-node-"));
    folders.push(folder);
    const port = await freePort();
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL("../main.ts", import.meta.url))], {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: folder,
        DATABASE_URL: database.url,
        KESHU_SECRET: "two servers share one secret",
        KESHU_ADMIN_EMAIL: testAdministrator.email,
        KESHU_ADMIN_PASSWORD: testAdministrator.password,
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on("data", (text) => String(text).includes("Keshu 客枢") && resolve());
      child.once("exit", () => reject(new Error("the server ended at its start")));
    });
    const url = `http://127.0.0.1:${port}`;
    urls.push(url);
    const { body } = await apiClient(url, null).post("/api/v1/sign-in", testAdministrator);
    return apiClient(url, body.token);
  }

  before(async () => {
    database = await testDatabase();
    clients.push(await startProcess());
    clients.push(await startProcess());
  });
  after(async () => {
    const ended = children.map(
      (child) => new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once("exit", resolve) : resolve(null))),
    );
    for (const child of children) child.kill("SIGTERM");
    await Promise.all(ended);
    await database.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it("uses a field of A on B by the next request, while others write", async () => {
    const [a, b] = clients as [ApiClient, ApiClient];
    let isDone = false;
    let written = 0;
    const writers = Array.from({ length: 50 }, async (_, i) => {
      while (!isDone) {
        const reply = await (i % 2 ? a : b).post("/api/v1/customers", { name: `写手${i}` });
        assert.equal(reply.status, 201, reply.text);
        written++;
      }
    });
    for (let i = 0; i < 5; i++) {
      const name = `extra_${i}`;
      const made = await a.post("/api/v1/catalog/objects/customer/fields", { name, type: "number", label: "附加" });
      assert.equal(made.status, 201, made.text);
      const list = await b.get(`/api/v1/customers?limit=1&fields=id,${name}`);
      assert.equal(list.status, 200, list.text);
      assert.equal(list.body.data[0][name], null);
      const used = await b.post("/api/v1/customers", { name: "用新字段", [name]: i });
      assert.equal(used.body[name], i);
      assert.ok((await b.get("/api/v1/catalog/objects/customer")).body.fields.some((field: { name: string }) => field.name === name));
      assert.equal((await a.get(`/api/v1/customers/${used.body.id}`)).body[name], i);
    }
    isDone = true;
    await Promise.all(writers);
    assert.ok(written > 50);
  });

  it("keeps a combination A made unique on B by the next request, while others write", async () => {
    const [a, b] = clients as [ApiClient, ApiClient];
    let isDone = false;
    const writers = Array.from({ length: 10 }, async (_, i) => {
      for (let n = 0; !isDone; n++) {
        const reply = await (i % 2 ? a : b).post("/api/v1/contacts", { name: `写手${i}`, wechat: `wx${i}-${n}` });
        assert.equal(reply.status, 201, reply.text);
      }
    });
    // who has a page of B open hears of it at once
    const socket = new WebSocket(`${urls[1]?.replace("http", "ws")}/api/v1/live`);
    let heard = 0;
    let stands = () => {};
    const standing = new Promise<void>((resolve) => {
      stands = resolve;
    });
    socket.onmessage = ({ data }) => {
      const { type } = JSON.parse(String(data));
      if (type === "catalog") heard++;
      if (type === "pong") stands();
    };
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    socket.send(JSON.stringify({ type: "authenticate", token: b.token }));
    socket.send(JSON.stringify({ type: "ping" }));
    await standing;
    const told = async (times: number) => {
      for (const until = Date.now() + 5_000; heard < times; ) {
        assert.ok(Date.now() < until, `told ${heard} of ${times} times`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const path = "/api/v1/catalog/objects/contact/unique_together";
    for (let round = 0; round < 3; round++) {
      const pair = { name: `组合${round}`, wechat: "wx" };
      assert.equal((await a.post(path, { fields: ["name", "wechat"] })).status, 201);
      const both = await Promise.all([b.post("/api/v1/contacts", pair), a.post("/api/v1/contacts", pair)]);
      assert.deepEqual(both.map((reply) => reply.status).sort(), [201, 422]);
      await told(round * 2 + 1);
      assert.equal(both.find((reply) => reply.status === 422)?.body.errors[0].code, "NOT_UNIQUE_TOGETHER");
      assert.equal((await b.delete(`${path}/name,wechat`)).status, 204);
      const again = await a.post("/api/v1/contacts", pair);
      assert.equal(again.status, 201, again.text);
      assert.equal((await b.post(path, { fields: ["name", "wechat"] })).body.code, "DUPLICATES_EXIST");
      assert.equal((await b.delete(`/api/v1/contacts/${again.body.id}`)).status, 204);
    }
    isDone = true;
    await Promise.all(writers);
    socket.close();
  });

  it("ends rights on B when A takes them", async () => {
    const [a, b] = clients as [ApiClient, ApiClient];
    const role = (await a.post("/api/v1/roles", { name: "暂时", permissions: [{ object: "customer", read: "all" }] })).body;
    const person = { email: "temp@test.example", password: "Temp-password-2026" };
    const user = (await a.post("/api/v1/users", { ...person, name: "临时", role_ids: [role.id] })).body;
    const onB = b.withToken((await b.post("/api/v1/sign-in", person)).body.token);
    assert.ok((await onB.get("/api/v1/customers")).body.data.length > 0);
    assert.equal((await a.patch(`/api/v1/users/${user.id}`, { role_ids: [] })).status, 200);
    const until = Date.now() + 2_000;
    while ((await onB.get("/api/v1/customers")).body.data.length > 0) {
      assert.ok(Date.now() < until, "B still shows records two seconds later");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it("answers the same Idempotency-Key once over both, and outlives kill -9", async () => {
    const [a, b] = clients as [ApiClient, ApiClient];
    const key = { "idempotency-key": "over-both" };
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? a : b).post("/api/v1/customers", { name: "两台一次" }, key)));
    assert.equal(new Set(replies.map((reply) => reply.text)).size, 1);
    const accepted: string[] = [];
    const writing = Array.from({ length: 8 }, async () => {
      for (;;) {
        const reply = await a.post("/api/v1/customers", { name: "断电" }).catch(() => null);
        if (reply === null) return;
        if (reply.status === 201) accepted.push(reply.body.id);
      }
    });
    for (const until = Date.now() + 30_000; accepted.length <= 20 && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 20));
    // and in the middle of work on many records and of a new field
    const ids = accepted.slice(0, 20);
    const taker = (await b.post("/api/v1/users", { email: "taker@test.example", name: "接手人", password: "Taker-password-2026" })).body.id;
    const transfer = (client: ApiClient) => client.post("/api/v1/customers/batch-transfer", { ids, owner_id: taker }, { "idempotency-key": "cut-off" });
    const field = (client: ApiClient) => client.post("/api/v1/catalog/objects/customer/fields", { name: "cut_off", type: "number", label: "半途" });
    const cutOff = [transfer(a), field(a)].map((call) => call.catch(() => null));
    await new Promise((resolve) => setTimeout(resolve, 40));
    children[0]?.kill("SIGKILL");
    await Promise.all([...writing, ...cutOff]);
    assert.ok(accepted.length > 10);
    for (const id of accepted) assert.equal((await b.get(`/api/v1/customers/${id}`)).status, 200);
    assert.equal((await transfer(b)).status, 200);
    for (const id of ids) {
      assert.equal((await b.get(`/api/v1/customers/${id}`)).body.owner_id, taker);
      const { data } = (await b.get(`/api/v1/customers/${id}/history?field=owner_id`)).body;
      assert.equal(data.length, 1, "moved once");
    }
    const known = (await b.get("/api/v1/catalog/objects/customer")).body.fields.some((f: { name: string }) => f.name === "cut_off");
    if (!known) assert.equal((await field(b)).status, 201);
    assert.equal((await b.post("/api/v1/customers", { name: "用半途的字段", cut_off: 7 })).body.cut_off, 7);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
