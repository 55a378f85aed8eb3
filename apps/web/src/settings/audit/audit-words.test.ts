import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../../../../..");
const literal = /kind: (?:[a-z]\w* \? )?"([a-z_]+\.[a-z_]+)"(?: : "([a-z_]+\.[a-z_]+)")?/g;

test("every event that servers put into the audit log has words in both languages", () => {
  const kinds = new Set(["role", "user"].flatMap((of) => ["created", "updated", "deleted", "restored"].map((past) => `${of}.${past}`)));
  for (const folder of ["packages", "modules"])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!/\.ts$/.test(file) || /test|node_modules/.test(file)) continue;
      const text = readFileSync(join(root, folder, file), "utf8");
      if (/\b(?:audit|auditAs|writeAudit)\(/.test(text))
        for (const [, one, other] of text.matchAll(literal)) for (const kind of [one, other]) if (kind) kinds.add(kind);
    }
  assert.ok(kinds.has("sign_in.locked") && kinds.has("export.requested") && kinds.has("catalog.field_created"), [...kinds].join(" "));
  for (const locale of ["zh-CN", "en"]) {
    const { audit } = JSON.parse(readFileSync(join(root, "apps/web/src/locales", locale, "settings.json"), "utf8"));
    assert.deepEqual(
      [...kinds].filter((kind) => !audit.kinds[kind.replace(".", "_")]),
      [],
      locale,
    );
    assert.deepEqual(
      [...kinds].filter((kind) => !audit.families[kind.split(".")[0] as string]),
      [],
      locale,
    );
  }
});
