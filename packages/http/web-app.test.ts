import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { brotliCompressSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { registerWebApp } from "./web-app.ts";

describe("the web app's files", () => {
  let app: FastifyInstance;
  let root: string;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), "keshu-web-"));
    mkdirSync(join(root, "assets"));
    writeFileSync(join(root, "index.html"), "<head><title>客枢</title></head>");
    writeFileSync(join(root, "assets/app-1a2b.js"), "console.log(1)");
    writeFileSync(join(root, "assets/app-1a2b.js.br"), brotliCompressSync("console.log(1)"));
    writeFileSync(join(root, ".built"), "secret");
    app = Fastify();
    await registerWebApp(app, root, async () => ({ company: { name: "</script><b>" } }));
  });
  after(async () => {
    await app.close();
    rmSync(root, { recursive: true });
  });

  it("sends hashed assets compressed and for ever", async () => {
    const plain = await app.inject({ url: "/assets/app-1a2b.js" });
    assert.equal(plain.body, "console.log(1)");
    assert.match(String(plain.headers["content-type"]), /javascript/);
    assert.equal(plain.headers["cache-control"], "public, max-age=31536000, immutable");
    const compressed = await app.inject({ url: "/assets/app-1a2b.js", headers: { "accept-encoding": "gzip, br" } });
    assert.equal(compressed.headers["content-encoding"], "br");
    assert.match(String(compressed.headers["content-type"]), /javascript/);
    assert.equal(compressed.headers["cache-control"], "public, max-age=31536000, immutable");
  });

  it("answers client routes with index.html and nothing else", async () => {
    for (const url of ["/", "/customers", "/customers/12?tab=history"]) {
      const reply = await app.inject({ url, headers: { accept: "text/html" } });
      assert.equal(reply.statusCode, 200);
      assert.match(reply.body, /客枢/);
      assert.ok(
        reply.body.includes('<script type="application/json" id="page-data">{"company":{"name":"\\u003c/script>\\u003cb>"}}</script></head>'),
        reply.body,
      );
      assert.equal(reply.headers["cache-control"], "no-cache");
      assert.match(String(reply.headers["content-security-policy"]), /frame-ancestors 'none'/);
    }
    for (const url of ["/assets/old.js", "/favicon.png", "/api/v1/none", "/.built", "/%2e%2e/package.json", "/..%2fpackage.json"])
      assert.notEqual((await app.inject({ url, headers: { accept: "text/html" } })).statusCode, 200, url);
    assert.notEqual((await app.inject({ url: "/customers", method: "POST" })).statusCode, 200);
  });
});
