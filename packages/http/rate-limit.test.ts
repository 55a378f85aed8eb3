import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApplicationError } from "@keshu/kernel";
import { createRateLimit } from "./rate-limit.ts";

describe("rate limit", () => {
  it("lets so many through, says how long to wait, and fills again", () => {
    let now = 0;
    const limit = createRateLimit(6, () => now);
    for (let i = 0; i < 6; i++) limit.take("a");
    assert.throws(
      () => limit.take("a"),
      (error) => error instanceof ApplicationError && error.code === "RATE_LIMITED" && error.params.seconds === 10,
    );
    limit.take("b");
    now += 10_000;
    limit.take("a");
    assert.throws(() => limit.take("a"));
    limit.give("a");
    limit.take("a");
  });

  it("is off at 0", () => {
    const limit = createRateLimit(0);
    for (let i = 0; i < 1_000; i++) limit.take("a");
  });
});
