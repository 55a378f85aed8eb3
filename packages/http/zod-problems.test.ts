import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApplicationError } from "@keshu/kernel";
import { z } from "zod";
import { check } from "./zod-problems.ts";

describe("what is wrong with a request", () => {
  const body = z.strictObject({
    name: z.string().min(1).max(3),
    email: z.email().optional(),
    age: z.int().optional(),
    on: z.boolean().optional(),
    inner: z.strictObject({ id: z.uuid() }).optional(),
  });
  const refusal = (value: unknown, place: "params" | "query" | "body" = "body") => {
    try {
      check(body, value, place);
    } catch (error) {
      assert.ok(error instanceof ApplicationError);
      return [error.status, error.code, ...error.errors.map(({ path, code }) => `${path}:${code}`)];
    }
    return null;
  };

  it("is 400 for shapes and 422 for values", () => {
    assert.equal(refusal({ name: "a" }), null);
    assert.deepEqual(refusal(undefined), [400, "INVALID_REQUEST", ":INVALID_REQUEST"]);
    assert.deepEqual(refusal([]), [400, "INVALID_REQUEST", ":INVALID_REQUEST"]);
    assert.deepEqual(refusal({ name: "a", x: 1, y: 2 }), [400, "UNKNOWN_FIELD", "x:UNKNOWN_FIELD", "y:UNKNOWN_FIELD"]);
    assert.deepEqual(refusal({ name: "a", inner: { id: "1", x: 1 } }), [400, "UNKNOWN_FIELD", "inner.x:UNKNOWN_FIELD"]);
    assert.deepEqual(refusal({}), [422, "VALIDATION_FAILED", "name:REQUIRED"]);
    assert.deepEqual(refusal({ name: "", age: "1", on: 1, email: "x", inner: { id: "1" } }), [
      422,
      "VALIDATION_FAILED",
      "name:REQUIRED",
      "email:INVALID_EMAIL",
      "age:INVALID_NUMBER",
      "on:INVALID_BOOLEAN",
      "inner.id:INVALID_ID",
    ]);
    assert.deepEqual(refusal({ name: "long" }), [422, "VALIDATION_FAILED", "name:TOO_LONG"]);
  });

  it("is 400 for a query and 404 for a path", () => {
    assert.deepEqual(refusal({ name: "a", page: "2" }, "query"), [400, "INVALID_PARAMETER", "page:INVALID_PARAMETER"]);
    assert.deepEqual(refusal({}, "params"), [404, "NOT_FOUND"]);
  });
});
