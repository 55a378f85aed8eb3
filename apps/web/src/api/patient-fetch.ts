import { newId } from "../outbox/new-id.ts";
import { isGuarded, signInAgain } from "../sign-in/in-place/session-gate.ts";

const pauses = [1_000, 3_000, 8_000, 20_000];
/** A server that asks for more patience is asked again all the same. */
const longestWait = 60_000;

/**
 * fetch that outlives a session: what is answered “sign in first” waits until the same person is back and is sent again.
 * Uploads are not kept twice in memory: they fail and are sent again by who holds the file.
 */
export async function patientFetch(request: Request): Promise<Response> {
  const send = isRepeatable(request) ? fetchUntilAnswered : fetch;
  if (send !== fetch && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", newId());
  const isUpload = request.headers.get("content-type")?.startsWith("multipart/") ?? false;
  const spare = isGuarded() && !isUpload && !/\/sign-(in|out)$/.test(new URL(request.url).pathname) ? request.clone() : null;
  const response = await send(request);
  if (response.status !== 401 || !isGuarded() || !(await isSessionOver(response.clone()))) return response;
  if (!(await signInAgain()) || !spare) return response;
  return send(spare);
}

/** Work on many records goes under a key, so that it may be sent again when its answer is lost on the way. */
function isRepeatable({ method, url }: Request): boolean {
  return method === "POST" && /\/batch(?:-[a-z]+)?$/.test(new URL(url).pathname);
}

async function fetchUntilAnswered(request: Request): Promise<Response> {
  for (let attempt = 0, now = request; ; attempt++) {
    const next = now.clone();
    const isLast = attempt >= pauses.length;
    const response = await fetch(now).catch((error: unknown) => {
      if (isLast || request.signal.aborted) throw error;
      return null;
    });
    if (response && (isLast || ![429, 502, 503, 504].includes(response.status))) return response;
    const wished = Number(response?.headers.get("retry-after")) * 1000 || 0;
    await new Promise((resolve) => setTimeout(resolve, Math.max(pauses[attempt] ?? 0, Math.min(wished, longestWait))));
    now = next;
  }
}

/** A wrong password on a page is a 401, too, and no end of the session. */
async function isSessionOver(response: Response): Promise<boolean> {
  const body = (await response.json().catch(() => null)) as { code?: string } | null;
  return body === null || body.code === "UNAUTHENTICATED";
}
