import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { createError } from "@keshu/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { pageHeaders, webPolicy } from "./security-headers.ts";

const placeholder = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Keshu 客枢</title><body style="font-family:system-ui;margin:4rem auto;max-width:32rem">
<h1>Keshu 客枢</h1><p>网页应用还没有构建：请运行 <code>npm start</code>。</p><p lang="en">The web app is not built yet: run <code>npm start</code>.</p><p><a href="/docs">API</a></p></body></html>`;

/** Serves the built web app: hashed assets for ever and pre-compressed, every client route with index.html. */
export async function registerWebApp(app: FastifyInstance, root: string | undefined, pageData?: () => Promise<Record<string, unknown>>): Promise<void> {
  if (root && existsSync(root)) {
    await app.register(fastifyStatic, {
      root,
      index: false,
      preCompressed: true,
      dotfiles: "ignore",
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header("content-security-policy", webPolicy);
        reply.header("cache-control", /[\\/]assets[\\/]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.get("/", (_request, reply) => sendIndex(reply));
  app.setNotFoundHandler((request, reply) => {
    if (isPage(request)) return sendIndex(reply);
    throw createError("NO_SUCH_ADDRESS");
  });

  async function sendIndex(reply: FastifyReply) {
    const html = root ? await readFile(join(root, "index.html"), "utf8").catch(() => placeholder) : placeholder;
    reply.statusCode = 200;
    reply.headers(pageHeaders);
    reply.header("content-type", "text/html; charset=utf-8");
    reply.header("content-security-policy", webPolicy);
    reply.header("cache-control", "no-cache");
    return reply.send(await withData(html));
  }

  /** The data as a block that no browser runs; the page does without when the database is away. */
  async function withData(html: string): Promise<string> {
    const data = await pageData?.().catch(() => undefined);
    if (data === undefined) return html;
    const json = JSON.stringify(data).replaceAll("<", "\\u003c");
    return html.replace("</head>", () => `<script type="application/json" id="page-data">${json}</script></head>`);
  }
}

/** A page of the web app, not a file or an API path that does not exist. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split("?")[0] as string;
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  return !/^\/(?:api|assets|soap)(?:\/|$)/.test(path) && !/\.[a-z0-9]{1,8}$/i.test(path) && /text\/html|\*\/\*/.test(request.headers.accept ?? "");
}
