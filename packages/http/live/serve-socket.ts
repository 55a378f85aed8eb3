import { createError, newId, type Principal, toProblemDocument } from "@keshu/kernel";
import { type Change, currentCatalog, onCatalogChange } from "@keshu/records";
import type { FastifyRequest } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { type Identity, localeOf } from "../authentication.ts";
import { closeCodes, parseFrame, type Socket, tokenOfUpgrade } from "./frames.ts";
import { rightsMark } from "./rights-mark.ts";
import { createSubscriptions } from "./subscriptions.ts";
import type { LiveSession } from "./topic.ts";

const authenticateWithin = 10_000;
const checkEvery = 3_000;
const pingEvery = 25_000;
/** Silent for so long, the other side is gone. */
const patience = 52_000;
const bufferLimit = 4 * 1024 * 1024;
const openState = 1;
/** Frames a client may send at once, and how many more each second. */
const burst = 60;
const perSecond = 10;

/** One socket from its upgrade to its end. */
export function serveSocket(socket: Socket, request: FastifyRequest, options: AppOptions): void {
  let token = tokenOfUpgrade(request);
  let principal: Principal | null = null;
  let unsubscribe = () => {};
  let rights = "";
  let lastPing = Date.now();
  let heardAt = Date.now();
  let allowance = burst;
  let allowedAt = Date.now();
  let isChecking = false;
  let isEnded = false;
  let onceStanding = () => {};
  const standing = new Promise<void>((resolve) => {
    onceStanding = resolve;
  });
  const endings: (() => void)[] = [];

  const session: LiveSession = {
    id: newId(),
    locale: localeOf(request),
    principal: () => principal as Principal,
    send: say,
    heardAt: () => heardAt,
    onEnd: (listener) => void endings.push(listener),
  };
  const subscriptions = createSubscriptions(session, options.topics ?? []);
  const call = { ip: request.ip, userAgent: request.headers["user-agent"] };
  const deadline = setTimeout(() => {
    if (!principal) refuse();
  }, authenticateWithin);
  const timer = setInterval(() => void check(), checkEvery);
  const forget = options.onIdentityChange?.(() => void check()) ?? (() => {});
  let catalogVersion = currentCatalog().version;
  const unfollow = onCatalogChange(({ version }) => {
    if (version === catalogVersion) return;
    catalogVersion = version;
    if (principal) say({ type: "catalog" });
  });
  socket.on("close", end);
  socket.on("error", end);
  socket.on("pong", () => {
    heardAt = Date.now();
  });
  socket.on("message", (data, isBinary) => {
    heardAt = Date.now();
    if (isBinary) return socket.close(closeCodes.protocol, "text frames only");
    if (!isAllowed()) return socket.close(closeCodes.tooMany, "too many frames");
    const frame = parseFrame(data);
    if (frame?.type === "ping") return void standing.then(() => say({ type: "pong" }));
    if (frame?.type === "authenticate" && typeof frame.token === "string" && token === null) {
      token = frame.token;
      return void check();
    }
    if (frame === null || token === null || frame.type === "authenticate") return socket.close(closeCodes.protocol, "unexpected frame");
    void standing.then(() => {
      if (!isEnded && !subscriptions.take(frame)) socket.close(closeCodes.protocol, "unexpected frame");
    });
  });
  if (token !== null) void check();

  /** Asks again who this is: an ended session closes the socket, changed rights subscribe anew. */
  async function check(): Promise<void> {
    beat();
    if (token === null || isChecking) return;
    isChecking = true;
    try {
      const identity: Identity | null = await options.authenticate(token, call);
      if (!identity) return refuse();
      if (socket.readyState !== openState) return;
      const before = principal;
      principal = identity.principal;
      const mark = rightsMark(principal);
      // what the person has on the screen may no longer be theirs
      if (before && mark !== rights) say({ type: "rights" });
      rights = mark;
      if (!before) await stand();
    } catch {
      // the database is away: the next round decides
    } finally {
      isChecking = false;
    }
  }

  /** From now on every change is told; only then a ping is answered and a topic joined. */
  async function stand(): Promise<void> {
    const subscription = options.changes?.subscribe(() => principal as Principal, deliver);
    if (subscription) unsubscribe = subscription.stop;
    await subscription?.ready;
    onceStanding();
  }

  function beat(): void {
    const now = Date.now();
    if (now - heardAt > patience) socket.terminate();
    else if (subscriptions.needsHeartbeat() || now - lastPing >= pingEvery) {
      lastPing = now;
      socket.ping();
    }
  }

  function isAllowed(): boolean {
    const now = Date.now();
    allowance = Math.min(burst, allowance + ((now - allowedAt) / 1000) * perSecond);
    allowedAt = now;
    return --allowance >= 0;
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
    isEnded = true;
    clearTimeout(deadline);
    clearInterval(timer);
    forget();
    unfollow();
    unsubscribe();
    unsubscribe = () => {};
    subscriptions.end();
    for (const listener of endings.splice(0)) listener();
  }
}
