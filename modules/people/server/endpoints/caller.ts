import { type Context, createError } from "@keshu/kernel";
import type { FastifyRequest } from "fastify";
import { outranks } from "../../rules/user-rules.ts";
import { type IdentifiedPrincipal, isIdentified } from "../compile-principal.ts";

/** The signed-in person behind a call. Keys do not reach what a person decides about themselves. @throws FORBIDDEN */
export function personOf(ctx: Context): IdentifiedPrincipal {
  if (ctx.principal.kind !== "user" || !isIdentified(ctx.principal)) throw createError("FORBIDDEN");
  return ctx.principal;
}

/** Where a call came from, for sessions and the audit log. */
export function callOf(request: FastifyRequest): { ip: string; userAgent: string; isSecure: boolean } {
  return { ip: request.ip, userAgent: String(request.headers["user-agent"] ?? ""), isSecure: request.protocol === "https" };
}

/** Whose sessions or keys a list is about: one's own, or with user.manage those of people without more rights. @throws FORBIDDEN */
export async function subjectOf(ctx: Context, userId: string | undefined): Promise<string> {
  if (userId === undefined || userId === ctx.principal.userId) return ctx.principal.userId;
  if (!ctx.principal.may("user.manage") || (await outranks(ctx, userId))) throw createError("FORBIDDEN");
  return userId;
}

/** Rolls back what was done to somebody who has more rights. @throws NOT_FOUND */
export async function refuseOutranked(ctx: Context, userId: string): Promise<void> {
  if (userId !== ctx.principal.userId && (await outranks(ctx, userId))) throw createError("NOT_FOUND");
}
