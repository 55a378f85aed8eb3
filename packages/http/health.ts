import { timingSafeEqual } from "node:crypto";
import { createError } from "@keshu/kernel";
import type { FastifyInstance } from "fastify";
import type { AppOptions } from "./app-options.ts";

/** `GET /health` for load balancers, `GET /metrics` for Prometheus. */
export function registerHealth(app: FastifyInstance, options: AppOptions, isDraining: () => boolean): void {
  app.get("/health", async (_request, reply) => {
    const isReady = !isDraining() && (await (options.isReady?.() ?? Promise.resolve(true)).catch(() => false));
    reply.statusCode = isReady ? 200 : 503;
    return { status: isReady ? "ok" : "unavailable" };
  });
  app.get("/metrics", async (request, reply) => {
    if (!mayRead(request.ip, request.headers.authorization, options.config?.metricsToken)) throw createError("NOT_FOUND");
    reply.header("content-type", "text/plain; version=0.0.4; charset=utf-8");
    return (await options.metrics?.text()) ?? "";
  });
}

/** With a token set, only with it; without, only from this machine. */
function mayRead(ip: string, authorization: string | undefined, token: string | undefined): boolean {
  if (token === undefined) return ip === "127.0.0.1" || ip === "::1" || ip === "::ffff:127.0.0.1";
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
