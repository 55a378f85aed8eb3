import type { Context, Label } from "@keshu/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ZodType, z } from "zod";

/**
 * One endpoint, declared once: validation, OpenAPI, the typed client and the access matrix come from it.
 * The matrix test drives every endpoint as every kind of user, so `access` must be true.
 */
export interface Endpoint<P = unknown, Q = unknown, B = unknown> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/api/v1/imports/:id` */
  path: string;
  operationId: string;
  summary: Label;
  tag: string;
  /**
   * "public": anyone. "signed_in": any user or key (the handler answers under their rights).
   * `{ permission }`: `principal.may(permission)`; administrators may everything.
   */
  access: "public" | "signed_in" | { permission: string };
  params?: ZodType<P>;
  query?: ZodType<Q>;
  body?: ZodType<B>;
  /** Content type of the body when it is not JSON, e.g. multipart/form-data; a multipart body is received before: `uploadOf(request)`. */
  consumes?: string;
  /** Success status → schema (null: no body; a string: a media type such as text/csv). */
  responses: Record<number, ZodType | Record<string, unknown> | string | null>;
  /** Writes take an Idempotency-Key unless this is false. */
  isIdempotent?: boolean;
  /** false: with an Idempotency-Key the handler does not run inside one transaction, e.g. because it changes tables. */
  isTransactional?: boolean;
  bodyLimit?: number;
  /** Answers also who signed in with a one-time password and has not changed it yet. */
  allowsOneTimePassword?: boolean;
  handler: (ctx: Context, input: { params: P; query: Q; body: B; request: FastifyRequest; reply: FastifyReply }) => Promise<Answer>;
}

/** `{status, body}`; a stream body is sent as it is with its headers. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of endpoints mixes input types; each was checked by defineEndpoint
export type AnyEndpoint = Endpoint<any, any, any>;

export function defineEndpoint<
  P extends ZodType = ZodType<Record<string, never>>,
  Q extends ZodType = ZodType<Record<string, never>>,
  B extends ZodType = ZodType<undefined>,
>(endpoint: Omit<Endpoint<z.infer<P>, z.infer<Q>, z.infer<B>>, "params" | "query" | "body"> & { params?: P; query?: Q; body?: B }): AnyEndpoint {
  return endpoint as unknown as AnyEndpoint;
}
