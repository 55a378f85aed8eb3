import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "..");

/** Classes that a sheet draws by themselves, such as `.k-card { … }`. */
function classesIn(sheet: string): Set<string> {
  const rules = sheet.replaceAll(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}]+)\{/g);
  const selectors = [...rules].flatMap(([, selector = ""]) => selector.split(",")).map((s) => s.trim());
  return new Set(selectors.filter((s) => /^\.k-[\w-]+$/.test(s)));
}

// Sheets are loaded with their pages and stay: two that draw one class spoil each other's page once both were open.
test("no class is drawn by two style sheets", () => {
  const drawnBy = new Map<string, string[]>();
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".css")))
    for (const name of classesIn(readFileSync(join(root, path), "utf8"))) drawnBy.set(name, [...(drawnBy.get(name) ?? []), path]);
  assert.deepEqual(
    [...drawnBy].filter(([, sheets]) => sheets.length > 1),
    [],
  );
});
