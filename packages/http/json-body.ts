import { isUtf8 } from "node:buffer";
import { createError } from "@keshu/kernel";
import type { FastifyInstance } from "fastify";

/** `application/json` and `application/…+json`: UTF-8 only; an empty body is no body. @throws MALFORMED_JSON, JSON_TOO_DEEP */
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

/** Levels of arrays and objects; what walks a value afterwards must not run out of stack. */
const deepest = 100;
const [quote, backslash, openArray, closeArray, openObject, closeObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw createError("MALFORMED_JSON");
  if (isTooDeep(body)) throw createError("JSON_TOO_DEEP", { params: { limit: deepest } });
  const text = body.toString("utf8");
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw createError("MALFORMED_JSON");
  }
}

function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (byte === quote) {
      for (i++; i < body.length && body[i] !== quote; i++) if (body[i] === backslash) i++;
    } else if (byte === openArray || byte === openObject) {
      if (++depth > deepest) return true;
    } else if (byte === closeArray || byte === closeObject) depth--;
  }
  return false;
}
