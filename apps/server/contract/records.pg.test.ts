import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTestServer, type TestServer } from "../testing.ts";

describe("record endpoints", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  const isProblem = (
    reply: { status: number; headers: Headers; body: { code: string; request_id: string; errors: { path: string }[] } },
    status: number,
    code: string,
    path?: string,
  ) => {
    assert.equal(reply.status, status, JSON.stringify(reply.body));
    assert.match(reply.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.equal(reply.body.code, code);
    assert.equal(reply.body.request_id, reply.headers.get("x-request-id"));
    if (path !== undefined)
      assert.ok(
        reply.body.errors.some((error) => error.path === path),
        JSON.stringify(reply.body.errors),
      );
  };

  it("creates, reads, changes, deletes and restores", async () => {
    const made = await server.admin.post("/api/v1/customers", { name: "杭州云帆科技" });
    assert.equal(made.status, 201);
    assert.equal(made.headers.get("etag"), '"1"');
    assert.equal(made.headers.get("location"), `/api/v1/customers/${made.body.id}`);
    assert.match(made.body.number, /^CU\d{6}-\d{6}$/);
    const path = `/api/v1/customers/${made.body.id}`;
    const read = await server.admin.get(path);
    assert.equal(read.status, 200);
    assert.deepEqual(read.body, made.body);
    assert.equal((await server.admin.get(`${path}?fields=name`)).body.industry, undefined);
    const changed = await server.admin.patch(path, { level: "A" }, { "if-match": "1" });
    assert.equal(changed.status, 200);
    assert.equal(changed.headers.get("etag"), '"2"');
    for (const stale of ["1", '"1"', 'W/"1"']) isProblem(await server.admin.patch(path, { level: "B" }, { "if-match": stale }), 412, "STALE_VERSION");
    for (const fresh of ['"2"', "*"]) assert.equal((await server.admin.patch(path, { level: "A" }, { "if-match": fresh })).status, 200);
    isProblem(await server.admin.patch(path, { level: "B" }, { "if-match": "newest" }), 400, "INVALID_PARAMETER", "If-Match");
    assert.equal((await server.admin.delete(path)).status, 204);
    isProblem(await server.admin.get(path), 404, "NOT_FOUND");
    assert.equal((await server.admin.get("/api/v1/customers?deleted=true")).body.data.length, 1);
    assert.equal((await server.admin.post(`${path}/restoration`)).status, 200);
    assert.equal((await server.admin.get(path)).status, 200);
    const history = await server.admin.get(`${path}/history`);
    assert.deepEqual(
      history.body.data.map((entry: { kind: string }) => entry.kind),
      ["restored", "deleted", "updated", "created"],
    );
  });

  it("answers a deleted, malformed and unknown id alike", async () => {
    for (const id of ["01a20213-5d5e-7000-a8cf-a33f6d5ead90", "7", "x".repeat(400), "%00", "..%2f..", "'; drop table"]) {
      isProblem(await server.admin.get(`/api/v1/customers/${encodeURIComponent(id)}`), 404, "NOT_FOUND");
      isProblem(await server.admin.patch(`/api/v1/customers/${encodeURIComponent(id)}`, { name: "x" }), 404, "NOT_FOUND");
      isProblem(await server.admin.delete(`/api/v1/customers/${encodeURIComponent(id)}`), 404, "NOT_FOUND");
    }
  });

  it("refuses what is malformed with 400 and what is invalid with 422, naming the path", async () => {
    const json = { "content-type": "application/json" };
    isProblem(await server.admin.post("/api/v1/customers", '{"name":', json), 400, "MALFORMED_JSON");
    isProblem(await server.admin.post("/api/v1/customers", "[]", json), 400, "INVALID_REQUEST");
    isProblem(await server.admin.post("/api/v1/customers", '"x"', json), 400, "INVALID_REQUEST");
    isProblem(await server.admin.call("POST", "/api/v1/customers"), 400, "INVALID_REQUEST");
    isProblem(await server.admin.post("/api/v1/customers", "name=x", { "content-type": "application/x-www-form-urlencoded" }), 415, "UNSUPPORTED_MEDIA_TYPE");
    isProblem(await server.admin.post("/api/v1/customers", { nme: "x" }), 400, "UNKNOWN_FIELD", "nme");
    isProblem(await server.admin.post("/api/v1/customers", {}), 422, "VALIDATION_FAILED", "name");
    isProblem(await server.admin.post("/api/v1/customers", { name: "a", mobile: "12" }), 422, "VALIDATION_FAILED", "mobile");
    isProblem(await server.admin.post("/api/v1/customers", { name: "a", version: 9 }), 422, "VALIDATION_FAILED", "version");
    isProblem(await server.admin.post("/api/v1/customers", `{"name":"${"长".repeat(600_000)}"}`, json), 413, "PAYLOAD_TOO_LARGE");
    isProblem(await server.admin.post("/api/v1/customers", { name: "a\u0000b" }), 422, "VALIDATION_FAILED", "name");
    const gb = await fetch(`${server.url}/api/v1/customers`, {
      method: "POST",
      headers: { ...json, authorization: `Bearer ${server.adminToken}` },
      body: Buffer.from([0x7b, 0x22, 0x6e, 0xd6, 0xd0, 0x22, 0x7d]),
    });
    assert.equal(gb.status, 400);
    assert.equal(((await gb.json()) as { code: string }).code, "MALFORMED_JSON");
    const polluted = await server.admin.post("/api/v1/customers", '{"name":"x","__proto__":{"a":1}}', json);
    isProblem(polluted, 400, "UNKNOWN_FIELD", "__proto__");
  });

  it("is strict about query parameters", async () => {
    for (const [query, path] of [
      ["limit=0", "limit"],
      ["limit=1001", "limit"],
      ["limit=ten", "limit"],
      ["limit=-1", "limit"],
      ["limit=1&limit=2", "limit"],
      ["page=2", "page"],
      ["count=all", "count"],
      ["deleted=1", "deleted"],
      ["scene=theirs", "scene"],
      [`q=${"长".repeat(201)}`, "q"],
    ] as const) {
      isProblem(await server.admin.get(`/api/v1/customers?${query}`), 400, "INVALID_PARAMETER", path);
    }
    isProblem(await server.admin.get("/api/v1/customers?filter={"), 400, "INVALID_FILTER", "filter");
    isProblem(await server.admin.get("/api/v1/customers?filter=[1]"), 400, "INVALID_FILTER", "filter");
    isProblem(await server.admin.get(`/api/v1/customers?filter=${encodeURIComponent('{"nme":1}')}`), 400, "UNKNOWN_FIELD");
    isProblem(await server.admin.get(`/api/v1/customers?filter=${encodeURIComponent('{"name":{"near":1}}')}`), 400, "UNKNOWN_OPERATOR");
    isProblem(await server.admin.get("/api/v1/customers?sort=nme"), 400, "INVALID_SORT");
    isProblem(await server.admin.get("/api/v1/customers?cursor=abc"), 400, "INVALID_CURSOR");
    isProblem(await server.admin.get("/api/v1/customers?fields=nme"), 400, "UNKNOWN_FIELD");
    isProblem(await server.admin.get("/api/v1/customers?expand=nme"), 400, "UNKNOWN_FIELD");
    const someId = (await server.admin.get("/api/v1/customers")).body.data[0].id;
    isProblem(await server.admin.get(`/api/v1/customers/${someId}?filter={}`), 400, "INVALID_PARAMETER", "filter");
    isProblem(await server.admin.patch(`/api/v1/customers/${someId}?x=1`, { level: "A" }), 400, "INVALID_PARAMETER", "x");
    isProblem(await server.admin.get(`/api/v1/search?q=${encodeURIComponent("云帆")}&page=1`), 400, "INVALID_PARAMETER", "page");
    isProblem(await server.admin.get("/api/v1/search"), 400, "INVALID_PARAMETER", "q");
    isProblem(await server.admin.get("/api/v1/changes?limit=5000"), 400, "INVALID_PARAMETER", "limit");
    isProblem(await server.admin.get("/api/v1/customers/aggregate?time_zone=Mars/Base"), 400, "INVALID_PARAMETER", "time_zone");
  });

  it("pages with a cursor and counts", async () => {
    const records = Array.from({ length: 25 }, (_, i) => ({ name: `分页客户${String(i).padStart(2, "0")}`, industry: "教育" }));
    const batch = await server.admin.post("/api/v1/customers/batch", { operation: "create", records });
    assert.equal(batch.body.created, 25);
    const filter = encodeURIComponent('{"industry":"教育"}');
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof server.admin.get>> = await server.admin.get(
        `/api/v1/customers?filter=${filter}&sort=-name&limit=10&count=exact${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
      );
      assert.equal(page.body.count, 25);
      seen.push(...page.body.data.map((record: { name: string }) => record.name));
      cursor = page.body.next;
    }
    assert.deepEqual(seen, records.map((record) => record.name).reverse());
    const grouped = await server.admin.get(`/api/v1/customers/aggregate?group=industry&measures=count&filter=${filter}`);
    assert.deepEqual(grouped.body.data, [{ industry: "教育", count: 25 }]);
    const found = await server.admin.get(`/api/v1/search?q=${encodeURIComponent("户07")}`);
    assert.deepEqual(
      found.body.data.map((hit: { title: string }) => hit.title),
      ["分页客户07"],
    );
  });

  it("writes batches row by row", async () => {
    const reply = await server.admin.post(
      "/api/v1/customers/batch",
      { operation: "create", records: [{ name: "好" }, { mobile: "13800138000" }, { name: "又好", nme: 1 }] },
      { "accept-language": "en" },
    );
    assert.equal(reply.status, 200);
    assert.deepEqual(
      reply.body.results.map((row: { ok: boolean }) => row.ok),
      [true, false, false],
    );
    assert.equal(reply.body.results[1].errors[0].message, "“Name” is required");
    assert.deepEqual([reply.body.created, reply.body.failed], [1, 2]);
    isProblem(await server.admin.post("/api/v1/customers/batch", { operation: "replace", records: [] }), 422, "VALIDATION_FAILED", "operation");
    isProblem(await server.admin.post("/api/v1/customers/batch", { operation: "create" }), 422, "VALIDATION_FAILED", "records");
    isProblem(await server.admin.post("/api/v1/customers/batch", { operation: "create", records: [], extra: 1 }), 400, "UNKNOWN_FIELD", "extra");
    isProblem(
      await server.admin.post("/api/v1/customers/batch", { operation: "create", records: Array.from({ length: 10_001 }, () => ({})) }),
      400,
      "TOO_MANY_RECORDS",
      "records",
    );
    const large = await server.admin.post("/api/v1/customers/batch", {
      operation: "create",
      records: Array.from({ length: 3_000 }, (_, i) => ({ name: `批量${i}`, remark: "长".repeat(300) })),
    });
    assert.equal(large.body.created, 3_000);
  });

  it("moves states, owners and teams", async () => {
    const lead = (await server.admin.post("/api/v1/leads", { name: "王小明", company: "远景实业" })).body;
    const path = `/api/v1/leads/${lead.id}`;
    const moved = await server.admin.post(`${path}/transitions`, { to: "contacting" });
    assert.equal(moved.status, 200, moved.text);
    isProblem(await server.admin.post(`${path}/transitions`, { to: "nowhere" }), 422, "VALIDATION_FAILED");
    isProblem(await server.admin.post(`${path}/transitions`, {}), 422, "VALIDATION_FAILED", "to");
    isProblem(await server.admin.post(`${path}/transfer`, { owner_id: "me" }), 422, "VALIDATION_FAILED", "owner_id");
    const role = (await server.admin.post("/api/v1/roles", { name: "只看自己", permissions: [{ object: "lead", read: "self", update: "self" }] })).body;
    const user = await server.admin.post("/api/v1/users", { email: "li@test.example", name: "李娜", password: "Li-password-2026", role_ids: [role.id] });
    assert.equal(user.status, 201, user.text);
    const li = await server.as({ email: "li@test.example", password: "Li-password-2026" });
    isProblem(await li.get(path), 404, "NOT_FOUND");
    assert.equal((await server.admin.put(`${path}/team`, { members: [{ user_id: user.body.id, access: "read" }] })).status, 200);
    assert.equal((await li.get(path)).status, 200);
    assert.equal((await server.admin.get(`${path}/team`)).body.members[0].user_id, user.body.id);
    isProblem(await server.admin.put(`${path}/team`, { members: [{ user_id: user.body.id, access: "all" }] }), 422, "VALIDATION_FAILED", "members.0.access");
    isProblem(await server.admin.put(`${path}/team`, { members: [{ user_id: user.body.id, access: "read", why: 1 }] }), 400, "UNKNOWN_FIELD", "members.0.why");
    const access = await server.admin.get(`${path}/access?user=${user.body.id}`);
    assert.deepEqual([access.body.can.read, access.body.can.update], [true, false]);
    const byTeam = access.body.because.find((reason: { rule: string }) => reason.rule === "team");
    assert.deepEqual(byTeam.roles, [{ id: role.id, label: { zh: "只看自己", en: "只看自己" }, scope: "self" }]);
    // who has yet to choose a password will see it with the first sign-in
    assert.equal((await server.admin.post(`/api/v1/users/${user.body.id}/password_reset`, {})).status, 201);
    const invited = await server.admin.get(`${path}/access?user=${user.body.id}`);
    assert.deepEqual(invited.body, access.body);
    await server.admin.patch(`/api/v1/users/${user.body.id}`, { state: "frozen" });
    const left = await server.admin.get(`${path}/access?user=${user.body.id}`);
    assert.deepEqual([left.status, left.body.can.read, left.body.because], [200, false, []]);
    await server.admin.patch(`/api/v1/users/${user.body.id}`, { state: "active" });
    isProblem(await server.admin.get(`${path}/access?user=01a20213-5d5e-7000-a8cf-a33f6d5ead90`), 400, "INVALID_PARAMETER", "user");
    assert.equal((await server.admin.post(`${path}/transfer`, { owner_id: user.body.id })).body.owner_id, user.body.id);
    isProblem(await server.admin.post(`/api/v1/customers/${lead.id}/transitions`, { to: "x" }), 404, "NOT_FOUND");
  });

  it("asks strangers to sign in and says nothing to those without rights", async () => {
    const stranger = server.withToken(null);
    for (const token of [null, "keshu_nonsense", "a.b.c"]) {
      const reply = await server.withToken(token).get("/api/v1/customers");
      isProblem(reply, 401, "UNAUTHENTICATED");
      assert.match(reply.headers.get("www-authenticate") ?? "", /^Bearer/);
    }
    isProblem(await stranger.post("/api/v1/customers", "{broken", { "content-type": "application/json" }), 401, "UNAUTHENTICATED");
    await server.admin.post("/api/v1/users", { email: "none@test.example", name: "无角色", password: "None-password-2026" });
    const nobody = await server.as({ email: "none@test.example", password: "None-password-2026" });
    assert.equal((await nobody.post("/api/v1/customers", { name: "x" })).status, 403);
    assert.deepEqual((await nobody.get("/api/v1/customers")).body.data, []);
    assert.deepEqual((await nobody.get(`/api/v1/search?q=${encodeURIComponent("客户")}`)).body.data, []);
  });

  it("answers in the language asked for", async () => {
    assert.equal((await server.admin.get("/api/v1/nothing", { "accept-language": "en-GB,zh;q=0.5" })).body.title, "There is no such address");
    assert.equal((await server.admin.get("/api/v1/nothing", { "accept-language": "zh-Hans" })).body.title, "没有这个地址");
    assert.equal((await server.withToken(null).get("/nowhere/at.all")).body.status, 404);
  });
});
