import type { Context, Locale, Principal } from "@keshu/kernel";
import { localeFrom } from "@keshu/kernel";
import type { FastifyRequest } from "fastify";

/** A checked token. `id` names the credential's holder for idempotency: a user, or one API key. */
export interface Identity {
  principal: Principal;
  id: string;
  /** The session behind the token, when it is one that a person can list and end. */
  sessionId?: string;
  /** Signed in with a one-time password: nothing else is possible until it is changed. */
  mustChangePassword?: boolean;
}

/**
 * Token → identity, or null when the token is unknown, expired, ended or its user is frozen.
 * Answers at once (no promise) when it is cached: the hot path has no await.
 */
export type Authenticate = (token: string, call: { ip: string; userAgent: string | undefined }) => Identity | null | Promise<Identity | null>;

export const sessionCookie = "keshu_session";

declare module "fastify" {
  interface FastifyRequest {
    identity: Identity | null;
    /** How the token came: decides whether a write needs CSRF protection. */
    tokenSource: "bearer" | "cookie" | null;
  }
}

const nothing = new Map<never, never>();

/** Nobody: for public endpoints. Every question about rights is answered no. */
export function anonymousPrincipal(locale: Locale): Principal {
  return {
    kind: "user",
    userId: "",
    departmentId: null,
    isAdministrator: false,
    reports: [],
    locale,
    reach: () => null,
    fieldAccess: () => "hidden",
    restrictedFields: () => nothing,
    may: () => false,
  };
}

/** The token of a call: `Authorization: Bearer …` first, else the session cookie. */
export function tokenOf(request: FastifyRequest): { token: string; source: "bearer" | "cookie" } | null {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const token = /^bearer +(\S+)\s*$/i.exec(authorization)?.[1];
    return token ? { token, source: "bearer" } : null;
  }
  const cookie = request.headers.cookie;
  if (cookie === undefined) return null;
  const token = readCookie(cookie, sessionCookie);
  return token ? { token, source: "cookie" } : null;
}

/** One value out of a Cookie header (RFC 6265 §4.2.1). */
export function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const eq = part.indexOf("=");
    if (eq > 0 && part.slice(0, eq).trim() === name)
      return part
        .slice(eq + 1)
        .trim()
        .replace(/^"(.*)"$/, "$1");
  }
  return undefined;
}

const locales = new Map<string, Locale>();

/** The language of an answer: Accept-Language, else the user's own. */
export function localeOf(request: FastifyRequest): Locale {
  const header = request.headers["accept-language"];
  if (header === undefined || header === "*") return request.identity?.principal.locale ?? "zh-CN";
  let locale = locales.get(header);
  if (locale === undefined) {
    locale = localeFrom(header);
    if (locales.size < 500) locales.set(header, locale);
  }
  return locale;
}

/** The first argument of everything that reads or writes, for this request. */
export function contextOf(request: FastifyRequest, db: Context["db"]): Context {
  const locale = localeOf(request);
  return {
    db,
    principal: request.identity?.principal ?? anonymousPrincipal(locale),
    locale,
    origin: request.tokenSource === "cookie" ? "web" : "api",
    requestId: request.id,
    ip: request.ip,
  };
}
