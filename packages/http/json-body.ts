import { isUtf8 } from "node:buffer";
import { createError } from "@keshu/kernel";
import type { FastifyInstance } from "fastify";

/** `application/json` and `application/…+json`: UTF-8 only; an empty body is no body. @throws MALFORMED_JSON */
export function parseJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(/^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i, { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, parseJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw createError("MALFORMED_JSON");
  const text = body.toString("utf8");
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw createError("MALFORMED_JSON");
  }
}
