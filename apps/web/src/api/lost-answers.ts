import { newId } from "../outbox/new-id.ts";

/** So long the same wish counts as the one that got no answer. */
const minutes = 5;
const keys = new Map<string, { key: string; at: number }>();

/**
 * A key for a write. What makes something new keeps its key until it is answered: who presses “save” again after a lost
 * answer makes no second one.
 */
export async function keyFor(request: Request): Promise<string> {
  if (!isMaking(request)) return newId();
  const wish = `${request.url} ${await request.clone().text()}`;
  const known = keys.get(wish);
  if (known && Date.now() - known.at < minutes * 60_000) return known.key;
  if (keys.size > 50) keys.clear();
  const key = newId();
  keys.set(wish, { key, at: Date.now() });
  return key;
}

/** The write was answered: the same wish once more is a new one. */
export function forgetKey(request: Request): void {
  const key = request.headers.get("Idempotency-Key");
  for (const [wish, known] of keys) if (known.key === key) keys.delete(wish);
}

/** Records, views, roles …, and objects with their fields and rules. */
const making = /^\/api\/v1\/(?:[^/]+|catalog\/objects(?:\/[^/]+\/(?:fields|unique_together))?)$/;

function isMaking({ method, url }: Request): boolean {
  return method === "POST" && making.test(new URL(url).pathname);
}
