import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

test("a name of hundreds of letters stays inside messages and notices", () => {
  const css = readFileSync(new URL("base.css", import.meta.url), "utf8");
  const rule = /\.ant-message-notice-title,[^}]*\{[^}]*\}/.exec(css)?.[0] ?? "";
  for (const part of ["min-width: 0", "overflow-wrap: anywhere", ".ant-notification-notice-title", ".ant-notification-notice-description"])
    assert.ok(rule.includes(part), part);
});
