import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { WebSocket } from "ws";
import { type ApiClient, startTestServer, type TestServer, testAdministrator } from "../testing.ts";

describe("the platform's endpoints", () => {
  let server: TestServer;
  let seller: ApiClient;
  let sellerId: string;
  before(async () => {
    server = await startTestServer();
    const role = (
      await server.admin.post("/api/v1/roles", { name: "客户", permissions: [{ object: "customer", create: "self", read: "self", update: "self" }] })
    ).body;
    sellerId = (await server.admin.post("/api/v1/users", { email: "s@test.example", name: "销售", password: "Sales-password-2026", role_ids: [role.id] })).body
      .id;
    seller = await server.as({ email: "s@test.example", password: "Sales-password-2026" });
  });
  after(() => server.stop());

  it("is open where it should be", async () => {
    const anyone = server.withToken(null);
    assert.deepEqual((await anyone.get("/health")).body, { status: "ok" });
    assert.match((await anyone.get("/metrics")).text, /keshu_request_seconds_bucket\{.*route="\/health"/);
    const page = await anyone.get("/");
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
    assert.match(page.headers.get("content-security-policy") ?? "", /script-src 'self';/);
    assert.equal((await anyone.get("/customers/12", { accept: "text/html" })).status, 200);
    assert.equal((await anyone.get("/assets/none.js", { accept: "text/html" })).status, 404);
    assert.equal((await anyone.get("/api/v2/customers", { accept: "text/html" })).status, 404);
    assert.match((await anyone.get("/docs")).text, /\/docs\/reference\.js/);
    const script = await anyone.get("/docs/reference.js");
    assert.ok(script.text.length > 1_000_000);
    const health = await fetch(`${server.url}/health`, { method: "HEAD" });
    assert.equal(health.status, 200);
  });

  it("describes itself in OpenAPI 3.1", async () => {
    const document = (await server.withToken(null).get("/openapi.json")).body;
    assert.equal(document.openapi, "3.1.0");
    for (const path of [
      "/api/v1/customers",
      "/api/v1/customers/{id}",
      "/api/v1/customers/batch",
      "/api/v1/leads/{id}/transitions",
      "/api/v1/search",
      "/api/v1/changes",
      "/api/v1/sign-in",
    ])
      assert.ok(document.paths[path], path);
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    assert.equal(new Set(ids).size, ids.length, "operationIds are unique");
    for (const reference of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g))
      assert.ok(document.components[reference[1] as string][reference[2] as string], reference[0]);
    assert.equal((await server.withToken(null).get("/api/v1/openapi.json")).status, 401);
    const theirs = (await seller.get("/api/v1/openapi.json")).body;
    assert.ok(theirs.paths["/api/v1/customers"] && !theirs.paths["/api/v1/opportunities"]);
  });

  it("compresses what is large and wanted", async () => {
    const small = await fetch(`${server.url}/health`, { headers: { "accept-encoding": "br" } });
    assert.equal(small.headers.get("content-encoding"), null);
    for (const [accepts, gets] of [
      ["gzip, br", "br"],
      ["gzip", "gzip"],
      ["br;q=0, gzip", "gzip"],
      ["identity", null],
    ] as const) {
      const reply = await fetch(`${server.url}/openapi.json`, { headers: { "accept-encoding": accepts } });
      assert.equal(reply.headers.get("content-encoding"), gets);
      assert.equal(((await reply.json()) as { openapi: string }).openapi, "3.1.0");
    }
  });

  it("lets a cookie write from its own pages only", async () => {
    const signedIn = await fetch(`${server.url}/api/v1/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(testAdministrator),
    });
    const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] as string;
    assert.match(signedIn.headers.get("set-cookie") ?? "", /HttpOnly; SameSite=Strict/);
    const write = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/customers`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...headers },
        body: '{"name":"网页"}',
      }).then(async (reply) => [reply.status, ((await reply.json()) as { code?: string }).code]);
    assert.deepEqual(await write({}), [403, "CSRF_REJECTED"]);
    assert.deepEqual(await write({ origin: "https://evil.example" }), [403, "CSRF_REJECTED"]);
    assert.deepEqual(await write({ origin: "null" }), [403, "CSRF_REJECTED"]);
    assert.deepEqual(await write({ "sec-fetch-site": "cross-site", origin: server.url }), [403, "CSRF_REJECTED"]);
    assert.deepEqual(await write({ "sec-fetch-site": "same-site" }), [403, "CSRF_REJECTED"]);
    assert.deepEqual((await write({ origin: server.url }))[0], 201);
    assert.deepEqual((await write({ "sec-fetch-site": "same-origin" }))[0], 201);
    assert.deepEqual((await write({ "sec-fetch-site": "same-origin", "content-type": "text/plain" }))[0], 415);
    assert.equal((await fetch(`${server.url}/api/v1/customers`, { headers: { cookie } })).status, 200);
    const crossSignIn = await fetch(`${server.url}/api/v1/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: JSON.stringify(testAdministrator),
    });
    assert.equal(crossSignIn.status, 403);
  });

  it("keeps files with the records that name them", async () => {
    const form = new FormData();
    form.append("file", new Blob(["合同正文"], { type: "text/html" }), "合同 <1>.html");
    const stored = await seller.post("/api/v1/files", form);
    assert.equal(stored.status, 201, stored.text);
    const path = `/api/v1/files/${stored.body.id}`;
    const read = await seller.get(path);
    assert.equal(read.text, "合同正文");
    assert.match(read.headers.get("content-disposition") ?? "", /^attachment; filename\*=UTF-8''%E5%90%88%E5%90%8C/);
    assert.match(read.headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal((await server.admin.get(path)).status, 404, "not even an administrator reads what belongs to no record");
    assert.equal((await server.withToken(null).get(path)).status, 401);
    assert.equal((await server.withToken(null).post("/api/v1/files", form)).status, 401);
    await server.admin.post("/api/v1/catalog/objects/customer/fields", { name: "papers", type: "file", label: "资料" });
    const customer = await seller.post("/api/v1/customers", { name: "有附件", papers: [stored.body.id] });
    assert.equal(customer.status, 201, customer.text);
    await until(async () => (await server.admin.get(path)).status === 200);
    // Naming somebody else's file in a record of one's own is refused.
    const secret = new FormData();
    secret.append("file", new Blob(["秘密"]), "s.txt");
    const hidden = (await server.admin.post("/api/v1/files", secret)).body.id;
    for (const papers of [[hidden], ["01a20213-5d5e-7000-a8cf-a33f6d5ead90"]]) {
      const stolen = await seller.post("/api/v1/customers", { name: "偷附件", papers });
      assert.deepEqual([stolen.status, stolen.body.errors[0].path, stolen.body.errors[0].code], [422, "papers", "UNKNOWN_FILE"]);
    }
    assert.equal(
      (await server.admin.patch(`/api/v1/customers/${customer.body.id}`, { papers: [stored.body.id, hidden] })).status,
      200,
      "what is there already may stay",
    );
    await until(async () => (await seller.get(`/api/v1/files/${hidden}`)).status === 200); // now it is the record's
    assert.equal((await seller.post("/api/v1/files", { file: "x" })).status, 415);
    const empty = new FormData();
    empty.append("note", "x");
    assert.equal((await seller.post("/api/v1/files", empty)).status, 422);
    const truncated = await fetch(`${server.url}/api/v1/files`, {
      method: "POST",
      headers: { authorization: `Bearer ${seller.token}`, "content-type": "multipart/form-data; boundary=x" },
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    });
    assert.ok(truncated.status >= 400 && truncated.status < 500, String(truncated.status));
  });

  it("sends changes live to those who may see them, as /changes does", async () => {
    const since = (await seller.get("/api/v1/changes?after=now")).body.next;
    const socket = await openSocket(server.url, { first: { type: "authenticate", token: seller.token } });
    const mine = (await seller.post("/api/v1/customers", { name: "直播" })).body;
    const others = (await server.admin.post("/api/v1/customers", { name: "看不到" })).body;
    await seller.patch(`/api/v1/customers/${mine.id}`, { level: "A" });
    await until(async () => socket.frames.length >= 2);
    const rows = (await seller.get(`/api/v1/changes?after=${since}`)).body;
    assert.deepEqual(socket.frames, rows.data);
    assert.deepEqual(
      socket.frames.map((frame) => frame.kind),
      ["created", "updated"],
    );
    assert.ok(!JSON.stringify(socket.frames).includes(others.id));
    await server.admin.post(`/api/v1/customers/${mine.id}/transfer`, { owner_id: (await server.admin.get("/api/v1/users?sort=created_at")).body.data[0].id });
    await until(async () => socket.frames.length >= 3);
    assert.equal(socket.frames[2]?.kind, "removed");
    assert.deepEqual(socket.frames[2]?.diff, {});
    socket.close();
  });

  it("tells every socket when objects or fields change", async () => {
    const socket = await openSocket(server.url, { first: { type: "authenticate", token: seller.token } });
    const path = "/api/v1/catalog/objects/customer/fields";
    const told = () => socket.frames.filter((frame) => frame.type === "catalog").length;
    assert.equal((await server.admin.post(path, { name: "told", type: "text", label: "告知" })).status, 201);
    await until(async () => told() === 1);
    assert.equal((await server.admin.get("/api/v1/catalog/objects")).status, 200);
    assert.equal((await server.admin.delete(`${path}/told`)).status, 204);
    await until(async () => told() === 2);
    socket.close();
  });

  it("tells a socket when its rights changed, and only then", async () => {
    const socket = await openSocket(server.url, { first: { type: "authenticate", token: seller.token } });
    const roles = (await server.admin.get(`/api/v1/users/${sellerId}`)).body.role_ids;
    await server.admin.patch(`/api/v1/users/${sellerId}`, { name: "改了名字" });
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(
      socket.frames.filter((frame) => frame.type),
      [],
    );
    await server.admin.patch(`/api/v1/users/${sellerId}`, { role_ids: [] });
    await until(async () => socket.frames.some((frame) => frame.type === "rights"));
    await server.admin.patch(`/api/v1/users/${sellerId}`, { role_ids: roles });
    await until(async () => socket.frames.filter((frame) => frame.type === "rights").length === 2);
    socket.close();
  });

  it("closes sockets of strangers, of other origins and of ended sessions", async () => {
    assert.equal(await (await openSocket(server.url, { first: { type: "authenticate", token: "keshu_wrong" }, quietly: true })).closed, 4401);
    assert.equal(await (await openSocket(server.url, { first: { type: "hello" }, quietly: true })).closed, 4400);
    const session = await server.as({ email: "s@test.example", password: "Sales-password-2026" });
    const cookie = `keshu_session=${session.token}`;
    const foreign = await openSocket(server.url, { headers: { cookie, origin: "https://evil.example" }, quietly: true });
    foreign.send({ type: "ping" });
    await seller.post("/api/v1/customers", { name: "别处的网页看不到" });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.deepEqual(
      foreign.frames.filter((frame) => frame.object),
      [],
    );
    foreign.close();
    const own = await openSocket(server.url, { headers: { cookie, origin: server.url } });
    await session.post("/api/v1/sign-out");
    assert.equal(await own.closed, 4401);
    const frozen = await openSocket(server.url, { first: { type: "authenticate", token: seller.token } });
    assert.equal((await server.admin.patch(`/api/v1/users/${sellerId}`, { state: "frozen" })).status, 200);
    assert.equal(await frozen.closed, 4401);
    assert.equal((await seller.get("/api/v1/customers")).status, 401);
    await server.admin.patch(`/api/v1/users/${sellerId}`, { state: "active" });
  });
});

interface Frame {
  type?: string;
  kind?: string;
  object?: string;
  diff?: unknown;
}

async function openSocket(url: string, options: { first?: object; headers?: Record<string, string>; quietly?: boolean }) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/live`, { headers: options.headers ?? {} });
  const frames: Frame[] = [];
  let pong = () => {};
  const ready = new Promise<void>((resolve) => {
    pong = resolve;
  });
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
  });
  socket.on("message", (data) => {
    const frame = JSON.parse(String(data));
    if (frame.type === "pong") pong();
    else frames.push(frame);
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  if (options.first) send(options.first);
  if (!options.quietly) {
    send({ type: "ping" });
    await ready;
  }
  return { frames, closed, send, close: () => socket.close() };
}

async function until(isTrue: () => Promise<boolean>, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
