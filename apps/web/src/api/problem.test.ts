import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, errorsByField, isRefusal } from "./problem.ts";

const refused = (path: string, message: string) => new ApiProblem(422, { errors: [{ path, code: "OUT_OF_RANGE", message }] });

test("a form's message names the field as the form does", () => {
  const problem = refused("max_length", "“max_length”必须在 1 到 10000 之间");
  assert.deepEqual(errorsByField(problem, { max_length: "最大长度" }), { max_length: "“最大长度”必须在 1 到 10000 之间" });
  assert.deepEqual(errorsByField(problem), { max_length: "“max_length”必须在 1 到 10000 之间" });
  assert.deepEqual(errorsByField(refused("label.zh", "“label.zh”不能为空"), { label: "字段名称" }), { label: "“字段名称”不能为空" });
});

test("what is too large or of a wrong kind stays refused; a server that is away or busy may be asked again", () => {
  const refusals = [413, 415, 422, 403].map((status) => isRefusal(new ApiProblem(status, {})));
  assert.deepEqual(refusals, [true, true, true, true]);
  const others = [new ApiProblem(0, {}), new ApiProblem(429, {}), new ApiProblem(503, {}), new ApiProblem(500, {}), new Error("x")].map(isRefusal);
  assert.deepEqual(others, [false, false, false, false, false]);
});
