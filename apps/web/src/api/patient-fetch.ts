import { newId } from "../outbox/new-id.ts";
import { isGuarded, signInAgain } from "../sign-in/in-place/session-gate.ts";
import { lostConnection, wholeAnswer } from "./answers.ts";
import { forgetKey, keyFor } from "./lost-answers.ts";

/** Pauses before sending again: a person waits for the one, work on many records goes on in the background. */
const shortPauses = [700, 2_000, 4_000];
const longPauses = [1_000, 3_000, 8_000, 20_000];
/** A server that asks for more patience is asked again all the same, or at once told to whoever waits. */
const longestWait = { short: 8_000, long: 60_000 };
/** A network that takes a question and never answers ends in minutes only: longer than this is no answer. */
const patience = { read: 30_000, command: 60_000, many: 180_000 };

/**
 * fetch that outlives a hiccup and a session: a write whose answer is lost is sent again under its key, and what is
 * answered “sign in first” waits until the same person is back. Uploads are not kept twice in memory: they fail and are
 * sent again by who holds the file. What comes with a key of its own is sent again by who gave it.
 */
export async function patientFetch(request: Request): Promise<Response> {
  const send = isUpload(request) || !isCommand(request) ? fetchWhole : fetchUntilAnswered;
  if (send === fetchUntilAnswered) request.headers.set("Idempotency-Key", isOnMany(request) ? newId() : await keyFor(request));
  const spare = isGuarded() && !isUpload(request) && !/\/sign-(in|out)$/.test(pathOf(request)) ? request.clone() : null;
  const response = await send(request);
  if (response.status !== 401 || !isGuarded() || !(await isSessionOver(response.clone()))) return response;
  if (!(await signInAgain()) || !spare) return response;
  return send(spare);
}

const isUpload = ({ headers }: Request): boolean => headers.get("content-type")?.startsWith("multipart/") ?? false;
const pathOf = ({ url }: Request): string => new URL(url).pathname;
/** Secrets are answered once and take no key. */
const isUnkeyed = /\/(?:sign-in|sign-out|api_keys|password_reset|password|totp|demo|calendar-feed)$/;

function isCommand(request: Request): boolean {
  return !["GET", "HEAD"].includes(request.method) && !request.headers.has("Idempotency-Key") && !isUnkeyed.test(pathOf(request));
}

function isOnMany(request: Request): boolean {
  return request.method === "POST" && /\/batch(?:-[a-z]+)?$/.test(pathOf(request));
}

/** What takes as long as it takes, besides uploads: the check of the whole audit, filling the demo company. */
const isUnhurried = /\/(?:verification|demo)$/;

function patienceFor(request: Request): number | null {
  if (isUpload(request) || isUnhurried.test(pathOf(request))) return null;
  if (["GET", "HEAD"].includes(request.method)) return patience.read;
  return isOnMany(request) ? patience.many : patience.command;
}

async function fetchWhole(request: Request): Promise<Response> {
  const milliseconds = patienceFor(request);
  if (milliseconds === null) return wholeAnswer(request, await fetch(request));
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), milliseconds);
  try {
    return await wholeAnswer(request, await fetch(request, { signal: AbortSignal.any([request.signal, limit.signal]) }));
  } catch (error) {
    throw limit.signal.aborted && !request.signal.aborted ? lostConnection() : error;
  } finally {
    clearTimeout(timer);
  }
}

async function fetchUntilAnswered(request: Request): Promise<Response> {
  const [pauses, longest] = isOnMany(request) ? [longPauses, longestWait.long] : [shortPauses, longestWait.short];
  for (let attempt = 0, now = request; ; attempt++) {
    const next = now.clone();
    const isLast = attempt >= pauses.length || (pauses === shortPauses && navigator.onLine === false);
    const response = await fetchWhole(now).catch((error: unknown) => {
      if (isLast || request.signal.aborted) throw error;
      return null;
    });
    const wished = Number(response?.headers.get("retry-after")) * 1000 || 0;
    const mayPass = response === null || [429, 502, 503, 504].includes(response.status);
    if (response && !mayPass) forgetKey(request);
    if (response && (isLast || !mayPass || (pauses === shortPauses && wished > longest))) return response;
    await new Promise((resolve) => setTimeout(resolve, Math.max(pauses[attempt] ?? 0, Math.min(wished, longest))));
    now = next;
  }
}

/** A wrong password on a page is a 401, too, and no end of the session. */
async function isSessionOver(response: Response): Promise<boolean> {
  const body = (await response.json().catch(() => null)) as { code?: string } | null;
  return body === null || body.code === "UNAUTHENTICATED";
}
