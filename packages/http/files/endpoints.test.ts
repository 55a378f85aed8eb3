import assert from "node:assert/strict";
import { test } from "node:test";
import { servedType } from "./endpoints.ts";

test("an upload is never served as a script or a style sheet", () => {
  for (const type of ["text/javascript", "application/javascript", "application/x-ecmascript", "text/jscript", "text/livescript", "text/css"])
    assert.equal(servedType(type), "application/octet-stream", type);
  for (const type of ["image/png", "image/svg+xml", "application/pdf", "text/plain", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
    assert.equal(servedType(type), type);
});
