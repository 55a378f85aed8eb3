import { createError } from "@keshu/kernel";

export interface RateLimit {
  /** Counts one call. @throws RATE_LIMITED with the seconds to wait */
  take(key: string): void;
  /** Gives a call back: a sign-in that succeeded costs nothing. */
  give(key: string): void;
}

/** Token buckets in memory, one per key; `limit` calls a minute, refilled evenly. `limit` 0 switches it off. */
export function createRateLimit(limit: number, now: () => number = Date.now): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = limit / 60_000;
  function bucketOf(key: string) {
    const at = now();
    let bucket = buckets.get(key);
    if (!bucket) {
      if (buckets.size >= 50_000) forgetFull(at);
      bucket = { tokens: limit, at };
      buckets.set(key, bucket);
    }
    bucket.tokens = Math.min(limit, bucket.tokens + (at - bucket.at) * perMs);
    bucket.at = at;
    return bucket;
  }
  function forgetFull(at: number) {
    for (const [key, bucket] of buckets) if (bucket.tokens + (at - bucket.at) * perMs >= limit) buckets.delete(key);
    if (buckets.size >= 50_000) buckets.clear();
  }
  return {
    take(key) {
      if (limit === 0) return;
      const bucket = bucketOf(key);
      if (bucket.tokens < 1) {
        const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
        throw createError("RATE_LIMITED", { params: { seconds }, extra: { retry_after: seconds } });
      }
      bucket.tokens--;
    },
    give(key) {
      if (limit === 0) return;
      const bucket = bucketOf(key);
      bucket.tokens = Math.min(limit, bucket.tokens + 1);
    },
  };
}
