import { createError, type Database } from "@keshu/kernel";
import type { FastifyInstance } from "fastify";
import { contextOf } from "./authentication.ts";
import type { Answer, AnyEndpoint } from "./endpoint.ts";
import { idempotencyKeyOf, runOnce, runOnceApart } from "./idempotency.ts";
import { dropUpload, receiveUpload } from "./multipart.ts";
import { sendAnswer } from "./send.ts";
import { check } from "./zod-problems.ts";

/** Largest multipart body when the endpoint names none. */
const uploadLimit = 1024 * 1024 * 1024;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may call the route at all; checked before the body is read. */
    access?: AnyEndpoint["access"];
    allowsOneTimePassword?: boolean;
  }
}

/** Makes a declared endpoint a route: access, validation, Idempotency-Key, answer. */
export function registerEndpoint(app: FastifyInstance, db: Database, endpoint: AnyEndpoint): void {
  const isWrite = endpoint.method !== "GET";
  const takesUpload = endpoint.consumes?.startsWith("multipart/") ?? false;
  const takesKey = isWrite && endpoint.isIdempotent !== false && endpoint.access !== "public";
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { access: endpoint.access, allowsOneTimePassword: endpoint.allowsOneTimePassword ?? false },
    ...(endpoint.bodyLimit && !takesUpload ? { bodyLimit: endpoint.bodyLimit } : {}),
    handler: async (request, reply) => {
      const ctx = contextOf(request, db);
      const params = endpoint.params ? check(endpoint.params, request.params, "params") : request.params;
      const query = endpoint.query ? check(endpoint.query, request.query, "query") : withoutQuery(request.query);
      try {
        if (takesUpload) {
          if (!request.isMultipart?.()) throw createError("UNSUPPORTED_MEDIA_TYPE");
          await receiveUpload(request, endpoint.bodyLimit ?? uploadLimit);
        }
        const body = endpoint.body ? check(endpoint.body, request.body, "body") : request.body;
        const key = takesKey ? idempotencyKeyOf(request) : null;
        const call = (inner: typeof ctx): Promise<Answer> => endpoint.handler(inner, { params, query, body, request, reply });
        const answer = key === null ? await call(ctx) : await (endpoint.isTransactional === false ? runOnceApart : runOnce)(ctx, key, request, call);
        return reply.sent ? reply : await sendAnswer(request, reply, answer);
      } finally {
        if (takesUpload) await dropUpload(request);
      }
    },
  });
}

function withoutQuery(query: unknown): unknown {
  const [first] = Object.keys(query as object);
  if (first !== undefined) throw createError("INVALID_PARAMETER", { params: { field: first }, errors: [{ path: first, code: "INVALID_PARAMETER" }] });
  return query;
}
