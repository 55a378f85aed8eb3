import { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Answer } from "./endpoint.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Below this many characters compression costs more than it saves. */
const compressFrom = 8 * 1024;

/** Sends an answer: JSON values as text (compressed when large and wanted), streams and buffers as they are. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply | Promise<FastifyReply> {
  reply.statusCode = answer.status;
  if (answer.headers) reply.headers(answer.headers);
  const body = answer.body;
  if (body === undefined || body === null) return reply.send();
  if (body instanceof Readable || Buffer.isBuffer(body)) return reply.send(body);
  if (typeof body === "string" && answer.headers !== undefined && "content-type" in answer.headers) return sendText(request, reply, body);
  reply.header("content-type", "application/json; charset=utf-8");
  return sendText(request, reply, JSON.stringify(body));
}

/** Sends text whose content type is set already. */
export function sendText(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply | Promise<FastifyReply> {
  if (text.length < compressFrom) return reply.send(text);
  const accepted = request.headers["accept-encoding"];
  if (accepted === undefined) return reply.send(text);
  const encoding = preferredEncoding(String(accepted));
  return encoding ? sendCompressed(reply, text, encoding) : reply.send(text);
}

/** br before gzip; nothing when the caller takes neither (RFC 9110 §12.5.3; weights of 0 refuse). */
export function preferredEncoding(header: string): "br" | "gzip" | null {
  const takes = (name: string) => {
    const part = header.split(",").find((p) => p.trim().split(";")[0]?.trim() === name);
    return part !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(part);
  };
  return takes("br") ? "br" : takes("gzip") ? "gzip" : null;
}

async function sendCompressed(reply: FastifyReply, text: string, encoding: "br" | "gzip"): Promise<FastifyReply> {
  const input = Buffer.from(text);
  const output =
    encoding === "br"
      ? await brotli(input, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 3,
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: input.length,
          },
        })
      : await gzipped(input, { level: 4 });
  reply.header("content-encoding", encoding);
  reply.header("vary", "accept-encoding");
  return reply.send(output);
}
