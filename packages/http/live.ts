import websocket from "@fastify/websocket";
import { createError, type Principal, toProblemDocument } from "@keshu/kernel";
import type { Change } from "@keshu/records";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppOptions } from "./app-options.ts";
import { type Identity, localeOf, readCookie, sessionCookie } from "./authentication.ts";
import { isSameOrigin } from "./csrf.ts";

/** The live end of the change log: calls back with what the principal may see, in commit order. */
export interface ChangeSource {
  /** `principal` is asked at each delivery, since rights change. Returns how to stop. */
  subscribe(principal: () => Principal, onChange: (change: Change) => void): () => void;
  /** Something was written here: look now. */
  wake?(): void;
}

/** The part of a `ws` socket that is used here. */
interface Socket {
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
const closeCodes = { unauthenticated: 4401, slow: 4408, protocol: 4400, goingAway: 1001 } as const;
const authenticateWithin = 10_000;
const checkEvery = 3_000;
const pingEvery = 25_000;
const bufferLimit = 4 * 1024 * 1024;
const openState = 1;

/**
 * `GET /api/v1/live`: frames equal rows of `/api/v1/changes`. Signed in by cookie (own origin only), by an
 * Authorization header, or by a first frame `{"type":"authenticate","token"}`. A `{"type":"ping"}` is answered with a
 * pong once the subscription stands.
 */
export async function registerLive(app: FastifyInstance, options: AppOptions): Promise<{ close(): void; count(): number }> {
  const sockets = new Set<Socket>();
  await app.register(websocket, { options: { maxPayload: 16 * 1024 } });
  app.get("/api/v1/live", { websocket: true }, (socket, request) => {
    sockets.add(socket as Socket);
    socket.on("close", () => sockets.delete(socket as Socket));
    serve(socket as Socket, request, options);
  });
  return {
    close() {
      for (const socket of sockets) socket.close(closeCodes.goingAway, "shutting down");
    },
    count: () => sockets.size,
  };
}

function serve(socket: Socket, request: FastifyRequest, options: AppOptions): void {
  let token = tokenOfUpgrade(request);
  let principal: Principal | null = null;
  let unsubscribe = () => {};
  let lastPing = Date.now();
  let isAlive = true;
  let isChecking = false;
  let checked = Promise.resolve();

  const call = { ip: request.ip, userAgent: request.headers["user-agent"] };
  const deadline = setTimeout(() => {
    if (!principal) refuse();
  }, authenticateWithin);
  const timer = setInterval(() => void check(), checkEvery);
  const forget = options.onIdentityChange?.(() => void check()) ?? (() => {});
  socket.on("close", end);
  socket.on("error", end);
  socket.on("pong", () => {
    isAlive = true;
  });
  socket.on("message", (data, isBinary) => {
    if (isBinary) return socket.close(closeCodes.protocol, "text frames only");
    const frame = parseFrame(data);
    if (frame?.type === "ping") return void checked.then(() => say({ type: "pong" }));
    if (frame?.type !== "authenticate" || typeof frame.token !== "string" || token !== null) return socket.close(closeCodes.protocol, "unexpected frame");
    token = frame.token;
    checked = check();
  });
  if (token !== null) checked = check();

  /** Asks again who this is: an ended session closes the socket, changed rights subscribe anew. */
  async function check(): Promise<void> {
    beat();
    if (token === null || isChecking) return;
    isChecking = true;
    try {
      const identity: Identity | null = await options.authenticate(token, call);
      if (!identity) return refuse();
      if (socket.readyState !== openState) return;
      const isFirst = principal === null;
      principal = identity.principal;
      if (isFirst) unsubscribe = options.changes?.subscribe(() => principal as Principal, deliver) ?? (() => {});
    } catch {
      // the database is away: the next round decides
    } finally {
      isChecking = false;
    }
  }

  function beat(): void {
    if (Date.now() - lastPing < pingEvery) return;
    lastPing = Date.now();
    if (isAlive) socket.ping();
    else socket.terminate();
    isAlive = false;
  }

  function deliver(change: Change): void {
    if (socket.bufferedAmount > bufferLimit) {
      unsubscribe();
      socket.close(closeCodes.slow, "too slow; continue at /api/v1/changes");
      return;
    }
    say(change);
  }

  function say(frame: object): void {
    if (socket.readyState === openState) socket.send(JSON.stringify(frame));
  }

  function refuse(): void {
    const problem = toProblemDocument(createError("UNAUTHENTICATED"), localeOf(request));
    say({ type: "error", ...problem, request_id: request.id });
    socket.close(closeCodes.unauthenticated, "not signed in");
    end();
  }

  function end(): void {
    clearTimeout(deadline);
    clearInterval(timer);
    forget();
    unsubscribe();
    unsubscribe = () => {};
  }
}

/** Cookies count only when the page that opened the socket is ours: browsers send them with any site's upgrade. */
function tokenOfUpgrade(request: FastifyRequest): string | null {
  const bearer = /^bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer) return bearer;
  const { origin, cookie } = request.headers;
  if (cookie === undefined || origin === undefined || !isSameOrigin(request, origin)) return null;
  return readCookie(cookie, sessionCookie) ?? null;
}

function parseFrame(data: Buffer): { type?: unknown; token?: unknown } | null {
  try {
    const frame: unknown = JSON.parse(data.toString("utf8"));
    return frame !== null && typeof frame === "object" ? frame : null;
  } catch {
    return null;
  }
}
