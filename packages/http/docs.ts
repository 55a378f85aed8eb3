import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { preferredEncoding } from "./send.ts";

const page = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Keshu 客枢 API</title></head>
<body><script id="api-reference" data-url="/openapi.json" data-configuration='{"withDefaultFonts":false,"telemetry":false,"showDeveloperTools":"never","hideClientButton":true,"agent":{"disabled":true},"mcp":{"disabled":true}}'></script><script src="/docs/reference.js"></script></body>
</html>`;

const policy =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** `GET /docs`: the API page (Scalar), with its script from this server. */
export function registerDocs(app: FastifyInstance): void {
  let script: Promise<Buffer> | undefined;
  for (const url of ["/docs", "/docs/"]) {
    app.get(url, (_request, reply) => {
      reply.header("content-type", "text/html; charset=utf-8").header("content-security-policy", policy);
      return reply.send(page);
    });
  }
  app.get("/docs/reference.js", async (request, reply) => {
    script ??= compressedScript();
    const body = await script;
    reply.header("content-type", "text/javascript; charset=utf-8").header("cache-control", "public, max-age=86400").header("vary", "accept-encoding");
    if (preferredEncoding(String(request.headers["accept-encoding"] ?? "")) !== "br") return reply.send(await promisify(brotliDecompress)(body));
    return reply.header("content-encoding", "br").send(body);
  });
}

/** The package hands out its script only through its plugin; it is loaded when somebody first reads the page. */
async function compressedScript(): Promise<Buffer> {
  const [{ default: Fastify }, { default: scalar }] = await Promise.all([import("fastify"), import("@scalar/fastify-api-reference")]);
  const shelf = Fastify();
  await shelf.register(scalar, { routePrefix: "/docs", configuration: { url: "/openapi.json" } });
  const { body } = await shelf.inject("/docs/js/scalar.js");
  await shelf.close();
  return promisify(brotliCompress)(Buffer.from(body), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
