import { ApplicationError, createError, type Locale, toProblemDocument } from "@keshu/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { HttpLogger } from "./app-options.ts";
import { localeOf } from "./authentication.ts";

/** Any thrown thing → the error a caller may see. Null: it is a fault of ours, to be logged as INTERNAL. */
export function asApplicationError(thrown: unknown): ApplicationError | null {
  if (thrown instanceof ApplicationError) return thrown;
  const { code, statusCode, message } = (thrown ?? {}) as { code?: string; statusCode?: number; message?: string };
  if (code === undefined) return null;
  if (code.startsWith("FST_")) return fromFastify(code, statusCode ?? 500, message ?? "");
  return fromDatabase(code);
}

/** One problem document (RFC 9457) as text. */
export function problemText(error: ApplicationError, requestId: string, locale: Locale): string {
  return JSON.stringify({ ...toProblemDocument(error, locale), request_id: requestId });
}

/** Answers with a problem document; faults of ours are logged with their stack and shown as INTERNAL. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply, logger: HttpLogger): FastifyReply {
  const known = asApplicationError(thrown);
  const error = known ?? createError("INTERNAL");
  if (!known) logger.error({ err: thrown, request_id: request.id, method: request.method, route: request.routeOptions.url }, "request failed");
  else if (known.status >= 500)
    logger.warn({ err: known.cause ?? known, code: known.code, request_id: request.id, route: request.routeOptions.url }, "request not served");
  reply.statusCode = error.status;
  reply.removeHeader("content-encoding");
  reply.removeHeader("content-disposition");
  reply.header("content-type", "application/problem+json; charset=utf-8");
  reply.header("content-language", localeOf(request));
  if (error.status === 401) reply.header("www-authenticate", 'Bearer realm="keshu"');
  if (error.status === 429 && error.params.seconds !== undefined) reply.header("retry-after", String(error.params.seconds));
  if (error.code === "SHUTTING_DOWN") reply.header("connection", "close");
  return reply.send(problemText(error, request.id, localeOf(request)));
}

function fromFastify(code: string, status: number, message: string): ApplicationError | null {
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE" || code === "FST_REQ_FILE_TOO_LARGE") return createError("PAYLOAD_TOO_LARGE", { params: { limit: "" } });
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE" || code === "FST_INVALID_MULTIPART_CONTENT_TYPE") return createError("UNSUPPORTED_MEDIA_TYPE");
  if (code === "FST_ERR_CTP_INVALID_CONTENT_LENGTH" || code === "FST_ERR_ASYNC_CONSTRAINT") return createError("INVALID_REQUEST");
  if (code === "FST_ERR_BAD_URL") return createError("NO_SUCH_ADDRESS"); // an address that cannot be decoded leads nowhere
  if (status >= 400 && status < 500) return createError(status === 404 ? "NO_SUCH_ADDRESS" : "INVALID_REQUEST", { cause: message });
  return null;
}

/** PostgreSQL and socket errors that no layer below has put into words (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
function fromDatabase(code: string): ApplicationError | null {
  if (/^(?:08|57P0|53[0-9]|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)/.test(code)) return createError("DATABASE_UNAVAILABLE", { cause: code });
  if (code === "40001" || code === "40P01" || code === "55P03") return createError("CONFLICT", { cause: code });
  if (code === "22021" || code === "22P05") return createError("INVALID_REQUEST", { cause: code });
  return null;
}
