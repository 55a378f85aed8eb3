import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { type Office, startOffice } from "../../testing.ts";

let t: Office;
before(async () => {
  t = await startOffice();
});
after(() => t.stop());

/** The head of a PNG of that size; nobody here decodes it. */
function png(width: number, height: number, weight = 0): Buffer {
  const head = Buffer.alloc(33);
  head.write("\x89PNG\r\n\x1a\n", 0, "latin1");
  head.writeUInt32BE(13, 8);
  head.write("IHDR", 12, "latin1");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, deflateSync(Buffer.alloc(10)), Buffer.alloc(weight)]);
}

async function upload(bytes: Buffer | string, name: string, api = t.admin): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([bytes as Buffer<ArrayBuffer>]), name);
  const reply = await api.post("/api/v1/files", form);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id;
}

test("anybody sees the company, only who may manage it changes it", async () => {
  const anybody = t.withToken(null);
  assert.deepEqual((await anybody.get("/api/v1/company")).body, { name: null, logo_url: null, color: null, is_set_up: true, is_demo: false });
  assert.equal((await anybody.get("/api/v1/company/logo")).status, 404);
  assert.equal((await anybody.patch("/api/v1/company", { name: "x" })).status, 401);
  assert.equal((await t.manager.api.patch("/api/v1/company", { name: "x" })).status, 403);
  const changed = await t.admin.patch("/api/v1/company", { name: " 杭州云帆科技有限公司 ", color: "#1A5FB4", is_set_up: false });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual((await anybody.get("/api/v1/company")).body, {
    name: "杭州云帆科技有限公司",
    logo_url: null,
    color: "#1a5fb4",
    is_set_up: false,
    is_demo: false,
  });
  assert.equal((await t.admin.patch("/api/v1/company", { name: null, color: null })).body.color, null);
  for (const [body, status] of [
    [{ name: "长".repeat(101) }, 422],
    [{ color: "red" }, 422],
    [{ color: "#12345" }, 422],
    [{ is_demo: true }, 400],
    [{ logo_file_id: 7 }, 422],
    [{ is_set_up: "yes" }, 422],
  ] as const)
    assert.equal((await t.admin.patch("/api/v1/company", body)).status, status, JSON.stringify(body));
});

test("a logo is a picture by its bytes, and served so that it can do nothing", async () => {
  const bytes = png(256, 128);
  const set = await t.admin.patch("/api/v1/company", { logo_file_id: await upload(bytes, "标志.png") });
  assert.equal(set.status, 200, set.text);
  const served = await fetch(t.url + set.body.logo_url);
  assert.equal(served.status, 200);
  assert.deepEqual(Buffer.from(await served.arrayBuffer()), bytes);
  assert.deepEqual(
    ["content-type", "x-content-type-options", "content-security-policy"].map((name) => served.headers.get(name)),
    ["image/png", "nosniff", "default-src 'none'; sandbox"],
  );
  assert.match(String(served.headers.get("cache-control")), /immutable/);
  assert.match(String((await t.withToken(null).get("/api/v1/company/logo")).headers.get("cache-control")), /no-cache/);

  const refused: [Buffer | string, string, string][] = [
    ["<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.png", "NOT_AN_IMAGE"],
    ["<html></html>", "a.jpg", "NOT_AN_IMAGE"],
    [Buffer.from([0xff, 0xd8, 0xff]), "a.jpg", "NOT_AN_IMAGE"],
    [png(0, 9), "a.png", "NOT_AN_IMAGE"],
    [png(5000, 10), "a.png", "IMAGE_TOO_LARGE"],
    [png(10, 10, 600 * 1024), "a.png", "IMAGE_TOO_LARGE"],
  ];
  for (const [content, name, code] of refused) {
    const reply = await t.admin.patch("/api/v1/company", { logo_file_id: await upload(content, name) });
    assert.deepEqual([reply.status, reply.body.errors?.[0]], [422, { path: "logo_file_id", code, message: reply.body.errors?.[0].message }], reply.text);
  }
  for (const id of ["nope", await upload(bytes, "fremd.png", t.chen.api)])
    assert.equal((await t.admin.patch("/api/v1/company", { logo_file_id: id })).body.errors[0].code, "UNKNOWN_FILE");
  assert.equal((await t.withToken(null).get("/api/v1/company")).body.logo_url, set.body.logo_url);
  assert.equal((await t.admin.patch("/api/v1/company", { logo_file_id: null })).body.logo_url, null);
  assert.equal((await t.withToken(null).get("/api/v1/company/logo")).status, 404);
});

test("changes of the company stand in the audit log", async () => {
  await t.admin.patch("/api/v1/company", { name: "审计有限公司" });
  const { body } = await t.admin.get("/api/v1/audit_events?limit=50");
  assert.ok(body.data.some((event: { kind: string }) => event.kind === "company.updated"));
});
