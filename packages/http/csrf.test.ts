import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FastifyRequest } from "fastify";
import { checkOrigin } from "./csrf.ts";

describe("writes from other sites", () => {
  const request = (headers: Record<string, string>, tokenSource: string | null = "cookie", method = "POST") =>
    ({ method, host: "crm.example", tokenSource, headers }) as unknown as FastifyRequest;
  const isRefused = (one: FastifyRequest): boolean => {
    try {
      checkOrigin(one);
      return false;
    } catch {
      return true;
    }
  };

  it("are refused, unless a token was sent on purpose or nothing is written", () => {
    assert.ok(isRefused(request({})));
    assert.ok(isRefused(request({ origin: "https://evil.example" })));
    assert.ok(isRefused(request({ origin: "https://crm.example.evil.example" })));
    assert.ok(isRefused(request({ "sec-fetch-site": "cross-site", origin: "https://crm.example" })));
    assert.ok(isRefused(request({ origin: "https://evil.example" }, null)));
    assert.ok(!isRefused(request({ origin: "https://crm.example" })));
    assert.ok(!isRefused(request({ "sec-fetch-site": "same-origin" })));
    assert.ok(!isRefused(request({ origin: "https://evil.example" }, "bearer")));
    assert.ok(!isRefused(request({}, null)));
    assert.ok(!isRefused(request({}, "cookie", "GET")));
  });
});
