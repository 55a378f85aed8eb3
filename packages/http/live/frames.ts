import type { FastifyRequest } from "fastify";
import { readCookie, sessionCookie } from "../authentication.ts";
import { isSameOrigin } from "../csrf.ts";

/** The part of a `ws` socket that is used here. */
export interface Socket {
  readyState: number;
  bufferedAmount: number;
  send(data: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
  ping(): void;
  on(event: "message", listener: (data: Buffer, isBinary: boolean) => void): void;
  on(event: "close" | "error" | "pong", listener: () => void): void;
}

/** Close codes (RFC 6455 §7.4.2: 4000–4999 are ours). */
export const closeCodes = { unauthenticated: 4401, slow: 4408, protocol: 4400, tooMany: 4429, goingAway: 1001 } as const;

/** Cookies count only when the page that opened the socket is ours: browsers send them with any site's upgrade. */
export function tokenOfUpgrade(request: FastifyRequest): string | null {
  const bearer = /^bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer) return bearer;
  const { origin, cookie } = request.headers;
  if (cookie === undefined || origin === undefined || !isSameOrigin(request, origin)) return null;
  return readCookie(cookie, sessionCookie) ?? null;
}

export function parseFrame(data: Buffer): Record<string, unknown> | null {
  try {
    const frame: unknown = JSON.parse(data.toString("utf8"));
    return frame !== null && typeof frame === "object" && !Array.isArray(frame) ? (frame as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
