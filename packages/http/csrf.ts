import { createError } from "@keshu/kernel";
import type { FastifyRequest } from "fastify";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that another site made the browser send. Fetch Metadata first
 * (https://www.w3.org/TR/fetch-metadata/), Origin where it is missing; a cookie without either is refused.
 * Bearer tokens are not sent by browsers on their own and need none of it.
 * @throws CSRF_REJECTED
 */
export function checkOrigin(request: FastifyRequest): void {
  if (safe.has(request.method) || request.tokenSource === "bearer") return;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) {
    if (site === "same-origin" || site === "none") return;
    throw createError("CSRF_REJECTED");
  }
  const origin = request.headers.origin;
  if (origin === undefined ? request.tokenSource === "cookie" : !isSameOrigin(request, origin)) throw createError("CSRF_REJECTED");
}

/** Whether an Origin header names the host that was called. */
export function isSameOrigin(request: FastifyRequest, origin: string): boolean {
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}
