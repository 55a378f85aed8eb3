import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { patientFetch } from "./patient-fetch.ts";

const real = globalThis.fetch;
beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => {
  mock.timers.reset();
  globalThis.fetch = real;
});

/** Answers one after the other; null: the connection breaks. */
function answers(list: (number | null)[], headers: Record<string, string> = {}): string[] {
  const seen: string[] = [];
  globalThis.fetch = (async (request: Request) => {
    seen.push(`${request.headers.get("Idempotency-Key") ?? "-"} ${await request.text()}`);
    const status = list[Math.min(seen.length, list.length) - 1];
    if (status == null) throw new TypeError("Failed to fetch");
    return new Response("{}", { status, headers: { "content-type": "application/json", ...headers } });
  }) as typeof fetch;
  return seen;
}

async function settle<T>(work: Promise<T>, seconds = 200): Promise<T> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  for (let i = 0; i < seconds && !isOver; i++) {
    mock.timers.tick(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return over;
}

const post = (path: string) => new Request(`http://x${path}`, { method: "POST", body: '{"ids":[]}', headers: { "content-type": "application/json" } });

test("work on many records is sent again under one key until it is answered", async () => {
  const seen = answers([null, 503, 200]);
  const response = await settle(patientFetch(post("/api/v1/customers/batch-transfer")));
  assert.equal(response.status, 200);
  assert.equal(seen.length, 3);
  assert.equal(new Set(seen).size, 1);
  assert.match(seen[0] as string, /^[0-9a-f-]{36} \{"ids":\[\]\}$/);
});

test("what does not pass by itself is told: at once when refused, in the end when nobody answers", async () => {
  const refused = answers([422]);
  assert.equal((await settle(patientFetch(post("/api/v1/customers/batch")))).status, 422);
  assert.equal(refused.length, 1);
  const silent = answers([null]);
  await assert.rejects(settle(patientFetch(post("/api/v1/customers/batch"))), TypeError);
  assert.equal(silent.length, 5);
});

test("a command is sent again for a few seconds only, under one key", async () => {
  const seen = answers([null, 502, 200]);
  assert.equal((await settle(patientFetch(post("/api/v1/leads/1/conversion")))).status, 200);
  assert.deepEqual([seen.length, new Set(seen).size], [3, 1]);
  const silent = answers([null]);
  await assert.rejects(settle(patientFetch(post("/api/v1/leads/1/conversion"))), TypeError);
  assert.equal(silent.length, 4);
});

test("the same new thing once more after a lost answer is no second one; after an answer it is", async () => {
  for (const path of ["/api/v1/roles", "/api/v1/catalog/objects", "/api/v1/catalog/objects/customer/fields"]) {
    const first = answers([null]);
    await assert.rejects(settle(patientFetch(post(path))), TypeError);
    const again = answers([200]);
    await settle(patientFetch(post(path)));
    assert.equal(again[0], first[0]);
    const later = answers([200]);
    await settle(patientFetch(post(path)));
    assert.notEqual(later[0], first[0]);
  }
});

test("what hands out a secret, what brings a key of its own, and reading are sent once as they are", async () => {
  for (const request of [
    post("/api/v1/api_keys"),
    new Request(post("/api/v1/customers"), { headers: { "Idempotency-Key": "own" } }),
    new Request("http://x/api/v1/customers"),
  ]) {
    const seen = answers([502]);
    assert.equal((await settle(patientFetch(request))).status, 502);
    assert.equal(seen.length, 1);
  }
});

test("a server that asks for patience is not asked again before", async () => {
  const seen = answers([429, 200], { "retry-after": "30" });
  const work = patientFetch(post("/api/v1/customers/batch"));
  for (let second = 0; second < 29; second++) {
    mock.timers.tick(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(seen.length, 1);
  assert.equal((await settle(work)).status, 200);
});

test("a network that takes a question and never answers is no connection after a while; a command is asked again under its key", async () => {
  const keys: (string | null)[] = [];
  globalThis.fetch = ((request: Request, { signal }: RequestInit = {}) => {
    keys.push(request.headers.get("Idempotency-Key"));
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  }) as typeof fetch;
  await assert.rejects(settle(patientFetch(new Request("http://x/api/v1/me"))), { status: 0 });
  await assert.rejects(settle(patientFetch(post("/api/v1/leads/1/conversion")), 300), { status: 0 });
  assert.deepEqual([keys.length, keys[0], new Set(keys.slice(1)).size], [5, null, 1]);
});
