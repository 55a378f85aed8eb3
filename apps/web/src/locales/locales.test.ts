import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const here = import.meta.dirname;
const namespaces: Record<string, string> = { "sign-in": "signIn" };

function read(locale: string): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (value: unknown, path: string) => {
    if (typeof value === "string") texts.set(path, value);
    else for (const [key, inner] of Object.entries(value as object)) add(inner, `${path}.${key}`);
  };
  for (const file of readdirSync(join(here, locale)).filter((f) => f.endsWith(".json"))) {
    const name = file.slice(0, -5);
    add(JSON.parse(readFileSync(join(here, locale, file), "utf8")), namespaces[name] ?? name);
  }
  return texts;
}

const zh = read("zh-CN");
const en = read("en");
// English has two forms where Chinese has one
const plain = (key: string) => key.replace(/_(one|other)$/, "");

test("both languages say the same things", () => {
  const [zhKeys, enKeys] = [zh, en].map((texts) => [...new Set([...texts.keys()].map(plain))].sort());
  assert.deepEqual(enKeys, zhKeys);
});

test("no text is empty, and both fill in the same values", () => {
  const holes = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)(?:, lower)?\}\}/g)].map((m) => m[1]))].sort();
  for (const [key, text] of en) {
    const other = zh.get(plain(key)) ?? zh.get(key) ?? "";
    assert.ok(text.trim() && other.trim(), key);
    assert.deepEqual(holes(text), holes(other), key);
  }
});

const comments = /\/\*\*[\s\S]*?\*\//g;
/** Names of stored preferences look like keys of texts. */
const preferenceKeys = /usePreference(?:<[^(]*>)?\(\s*["'`]?[\w.]+|function \w+Key\([\s\S]*?\n\}/g;

test("every text a page asks for exists", () => {
  const source = join(here, "..");
  const known = new Set([...zh.keys()].map(plain));
  const areas = [...new Set([...zh.keys()].map((key) => key.split(".")[0]))].join("|");
  const whole = new RegExp(`["'\`]((?:${areas})(?:\\.[A-Za-z0-9_]+)+)["'\`]`, "g");
  const beginning = new RegExp(`\`((?:${areas})(?:\\.[A-Za-z0-9_]+)*)\\.\\$\\{`, "g");
  const missing: string[] = [];
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" }).filter((f) => /\.tsx?$/.test(f) && !/generated|\.test\.ts$/.test(f))) {
    const text = readFileSync(join(source, file), "utf8").replaceAll(comments, "").replaceAll(preferenceKeys, "");
    for (const [, key] of text.matchAll(whole)) if (key && !known.has(key)) missing.push(`${file}: ${key}`);
    for (const [, prefix] of text.matchAll(beginning)) {
      if (prefix && ![...known].some((k) => k.startsWith(`${prefix}.`))) missing.push(`${file}: ${prefix}.*`);
    }
  }
  assert.deepEqual(missing, []);
});

test("every heading that objects put fields under has words", () => {
  const modules = join(here, "../../../../modules");
  const objects = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter((f) => /objects[\\/][^\\/]+\.ts$/.test(f));
  const groups = new Set(objects.flatMap((f) => [...readFileSync(join(modules, f), "utf8").matchAll(/\bgroup: "(\w+)"/g)].map((m) => m[1])));
  assert.ok(groups.size > 5);
  assert.deepEqual(
    [...groups].filter((g) => !zh.has(`form.groups.${g}`)),
    [],
  );
});
