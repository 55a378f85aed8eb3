import { timingSafeEqual } from "node:crypto";
import { createError } from "@keshu/kernel";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppOptions } from "./app-options.ts";

/** `GET /health` for load balancers, `GET /metrics` for Prometheus. */
export function registerHealth(app: FastifyInstance, options: AppOptions, isDraining: () => boolean): void {
  app.get("/health", async (_request, reply) => {
    const isReady = !isDraining() && (await (options.isReady?.() ?? Promise.resolve(true)).catch(() => false));
    reply.statusCode = isReady ? 200 : 503;
    return { status: isReady ? "ok" : "unavailable" };
  });
  app.get("/metrics", async (request, reply) => {
    if (!mayRead(request, options.config?.metricsToken)) throw createError("NOT_FOUND");
    reply.header("content-type", "text/plain; version=0.0.4; charset=utf-8");
    return (await options.metrics?.text()) ?? "";
  });
}

/** With a token set, only with it; without, only from this machine and not through a proxy on it. */
function mayRead({ ip, headers }: FastifyRequest, token: string | undefined): boolean {
  const isForwarded = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
  if (token === undefined) return !isForwarded && (ip === "127.0.0.1" || ip === "::1" || ip === "::ffff:127.0.0.1");
  const given = Buffer.from(headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
