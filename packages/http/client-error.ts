import type { Socket } from "node:net";
import { createError } from "@keshu/kernel";
import { problemText } from "./problem.ts";

/** Request line and headers together: a filter of a thousand ids in a query string fits. */
export const headerLimit = 64 * 1024;

/** Answers what is not even a request, which no route sees: headers beyond the limit, or bytes that are no HTTP. */
export function answerClientError(error: { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const isTooLong = error.code === "HPE_HEADER_OVERFLOW";
  const problem = createError(isTooLong ? "HEADERS_TOO_LARGE" : "INVALID_REQUEST", isTooLong ? { params: { limit: `${headerLimit / 1024} KB` } } : {});
  const body = Buffer.from(problemText(problem, "", "zh-CN"));
  const reason = isTooLong ? "Request Header Fields Too Large" : "Bad Request";
  const headers = `content-type: application/problem+json; charset=utf-8\r\ncontent-language: zh-CN\r\ncontent-length: ${body.length}\r\nconnection: close`;
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${problem.status} ${reason}\r\n${headers}\r\n\r\n`), body]));
}
