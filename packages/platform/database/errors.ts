import { ApplicationError, createError } from "@keshu/kernel";

interface Coded {
  code?: unknown;
  message?: unknown;
  routine?: unknown;
}

/** Failed before a statement reached the database, so that trying again is safe. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOENT", "57P03", "53300", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const BROKEN = new Set([
  ...NOT_SENT,
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "57P01",
  "57P02",
  "57P05",
  "25P03",
  "28P01",
  "28000",
  "3D000",
  "58030",
  "ERR_STREAM_DESTROYED",
  "ERR_STREAM_WRITE_AFTER_END",
]);
const BROKEN_TEXT =
  /Connection terminated|connection error and is not queryable|Client was closed|timeout exceeded when trying to connect|after calling end on the pool|end of stream|server closed the connection/i;

function partsOf(error: unknown): { code: string; message: string } {
  const { code, message } = (error ?? {}) as Coded;
  return { code: typeof code === "string" ? code : "", message: typeof message === "string" ? message : "" };
}

export function isNotSentError(error: unknown): boolean {
  if (NOT_SENT.has(partsOf(error).code)) return true;
  return error instanceof AggregateError && error.errors.length > 0 && error.errors.every(isNotSentError); // localhost tried as ::1 and 127.0.0.1
}

/** The connection is unusable: the database died, restarts, refuses or cannot be found. */
export function isConnectionError(error: unknown): boolean {
  const { code, message } = partsOf(error);
  return BROKEN.has(code) || code.startsWith("08") || BROKEN_TEXT.test(message) || isNotSentError(error);
}

/** A prepared statement whose table changed its shape, or that a pooler between us and the database has lost. */
export function isStalePlanError(error: unknown): boolean {
  const { code, message } = partsOf(error);
  return (code === "0A000" && message.includes("cached plan")) || code === "26000";
}

/** Errors about the database as a whole in the words a caller may see; anything else, such as a violated constraint, unchanged. */
export function toApplicationError(error: unknown): unknown {
  if (error instanceof ApplicationError) return error;
  const { code } = partsOf(error);
  if (isConnectionError(error)) return createError("DATABASE_UNAVAILABLE", { cause: error });
  if (code === "53100") return createError("DISK_FULL", { cause: error });
  if (code === "57014") return createError("DATABASE_TIMEOUT", { cause: error });
  return error;
}
