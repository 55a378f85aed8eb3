import { writeFileSync } from "node:fs";
import { relative } from "node:path";

/** One line for each file, and everything about a test that fails. */
export default async function* report(source) {
  const files = new Map();
  const of = (file) => {
    const name = file ? relative(process.cwd(), file) : "?";
    if (!files.has(name)) files.set(name, { name, passed: 0, failed: 0, skipped: 0, milliseconds: 0, said: "" });
    return files.get(name);
  };
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    const file = of(data.file);
    const isTest = data.details?.type !== "suite";
    if (type === "test:stdout" || type === "test:stderr") file.said = (file.said + data.message).slice(-4_000);
    if (type === "test:pass" && isTest) {
      const kind = data.skip !== undefined || data.todo !== undefined ? "skipped" : "passed";
      file[kind]++;
      totals[kind]++;
    }
    if (type === "test:fail" && data.todo === undefined) {
      const error = data.details?.error;
      const isOnlyChildren = error?.failureType === "subtestsFailed";
      if (isOnlyChildren) continue; // told at the child
      file.failed++;
      totals.failed++;
      yield `\n✗ ${file.name}:${data.line ?? ""} ${data.name}\n${indent(describe(error))}\n${file.said ? `${indent(`it said: ${file.said.trim()}`)}\n` : ""}`;
    }
    if (type === "test:summary" && data.file) {
      const { name, passed, failed, skipped } = file;
      if (passed + failed + skipped > 0)
        yield `${failed ? "✗" : "✓"} ${name}  ${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}  ${(data.duration_ms / 1000).toFixed(1)} s\n`;
    }
  }
  if (process.env.KESHU_TEST_RESULT) writeFileSync(process.env.KESHU_TEST_RESULT, JSON.stringify(totals));
}

function describe(error) {
  const cause = error?.cause ?? error;
  const text = cause instanceof Error || cause?.stack ? `${cause.stack}` : String(cause?.message ?? cause);
  const values =
    cause?.code === "ERR_ASSERTION" && cause.expected !== undefined && cause.generatedMessage === false
      ? `\nexpected: ${show(cause.expected)}\nactual:   ${show(cause.actual)}`
      : "";
  return `${text
    .split("\n")
    .filter((line) => !/^\s+at .*node:internal/.test(line))
    .slice(0, 40)
    .join("\n")}${values}`;
}

function show(value) {
  try {
    return JSON.stringify(value)?.slice(0, 500);
  } catch {
    return String(value);
  }
}

const indent = (text) => text.replaceAll(/^/gm, "    ");
