import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "./logger.ts";
import { createMetrics } from "./metrics.ts";

test("a log record holds neither secrets nor what a person typed", () => {
  const lines: string[] = [];
  const log = createLogger({ level: "info", format: "json", write: (line) => lines.push(line) });
  const error = Object.assign(new Error('duplicate key value violates unique constraint "user_email" for "张三 zhang@example.com"'), {
    severity: "ERROR",
    code: "23505",
    constraint: "user_email",
    detail: "Key (email)=(zhang@example.com) already exists.",
  });
  log.warn(
    { err: error, request_id: "r1", user: { email: "zhang@example.com" }, password: "geheim", headers: { authorization: "Bearer abc" } },
    "write failed",
  );
  const record = lines.join("");
  for (const secret of ["zhang", "张三", "geheim", "abc"]) assert.ok(!record.includes(secret), secret);
  const { level, msg, request_id, err } = JSON.parse(record);
  assert.deepEqual(
    { level, msg, request_id, code: err.code, constraint: err.constraint },
    { level: "warn", msg: "write failed", request_id: "r1", code: "23505", constraint: "user_email" },
  );
  assert.match(err.message, /"user_email"/);
});

test("at a terminal a record is one short line", () => {
  const lines: string[] = [];
  createLogger({ level: "info", format: "lines", write: (line) => lines.push(line) }).info({ port: 3000 }, "ready");
  assert.match(lines.join(""), /^\d\d:\d\d:\d\d INFO {2}ready port=3000\n$/);
});

test("a request is one line, and none where only warnings are wanted", () => {
  const lines: string[] = [];
  const log = createLogger({ level: "info", format: "json", write: (line) => lines.push(line) });
  log.request({ request_id: "r1", method: "GET", route: "/api/v1/:path", status: 200, ms: 1.5, user: null });
  const { time, ...record } = JSON.parse(lines.join(""));
  assert.deepEqual(record, { level: "info", request_id: "r1", method: "GET", route: "/api/v1/:path", status: 200, ms: 1.5, user: null, msg: "request" });
  createLogger({ level: "warn", format: "json", write: (line) => lines.push(line) }).request({ ...record, user: null });
  assert.equal(lines.length, 1);
});

test("metrics count requests by route and leave out what cannot be read", async () => {
  const metrics = createMetrics();
  metrics.observe({ method: "GET", route: "/api/v1/customers/:id", status: 200, seconds: 0.003 });
  metrics.observe({ method: "GET", route: "/api/v1/customers/:id", status: 503, seconds: 0.2 });
  metrics.addGauge("keshu_ok", "A number", async () => 7);
  metrics.addGauge("keshu_broken", "No number", () => Promise.reject(new Error("away")));
  const text = await metrics.text();
  assert.match(text, /keshu_request_seconds_count\{method="GET",route="\/api\/v1\/customers\/:id",status="200"\} 1/);
  assert.match(text, /keshu_request_errors_total\{method="GET",route="\/api\/v1\/customers\/:id"\} 1/);
  assert.match(text, /^keshu_ok 7$/m);
  assert.doesNotMatch(text, /^keshu_broken [1-9]/m);
});
