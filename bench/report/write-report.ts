import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MillionImport } from "../million-import.ts";
import type { BenchOptions } from "../options.ts";
import { type Line, toMarkdown } from "./table.ts";

export interface Report {
  lines: readonly Line[];
  sizes: readonly Line[];
  machine: string;
  database: string;
  options: BenchOptions;
}

/** docs/benchmarks.md but for the sections that others write: the browser's (e2e/speed.e2e.ts) and that of the great import. Nobody edits it by hand. */
export function writeReport(report: Report): void {
  const { options } = report;
  const text = `# Benchmarks

Made by \`npm run bench -- --write${options.million ? " --million" : ""}\` on ${new Date().toISOString().slice(0, 10)}: ${report.machine}; Node ${process.versions.node}; ${report.database} with the product's own settings. One run; ratios say more than absolutes, because database, both servers and the load generator share the machine.

## How it is measured
- ${options.customers.toLocaleString("en")} customers with believable Chinese names in 50 departments of 2 % each; ${options.connections} keep-alive connections from a process of its own; ${options.rounds} turns of ${options.seconds} s (batches: ${options.seconds * 4} s) for each side in the order floor, ours, floor, ours; figures are medians, ratios are medians of the ratios of neighbouring turns.
- **Floor**: bare Fastify and \`pg\` with named statements on a copy of the same table with the same columns and indexes, written by hand for this one table (\`bench/floor\`). Its index of bigrams knows nothing of who may see a record. It makes bigrams for \`contains\` too, but has no rights, checks, catalog, change log or pinyin.
- **Ours**: the server as \`npm start\` runs it, through its public API. The salesperson reaches one department (2 %) and 200 shared customers; the floor answers the same questions for everyone.
- \`p50\` and \`p95\` are latencies of ours.

## Figures
${toMarkdown(report.lines)}
${report.sizes.length ? `\n## One million customers\nMedian latencies of ours over 4 connections, with 100,000 customers (first figure) and with 1,000,000 (second).\n\n${toMarkdown(report.sizes).replace("| floor /s | ours /s |", "| 100,000 | 1,000,000 |")}\n` : ""}`;
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const kept = [sectionOf(before, importHeading), sectionOf(before, browserHeading)].filter((section) => section !== "");
  writeFileSync(file, [text.trim(), ...kept].join("\n\n").concat("\n"));
}

const file = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
const importHeading = "## A file of a million rows";
const browserHeading = "## In the browser";

/** Puts the figures of `--million-import` into docs/benchmarks.md; the rest stays as it is. */
export function writeImportReport(result: MillionImport, machine: string): void {
  const number = (value: number): string => Math.round(value).toLocaleString("en-US");
  const section = `${importHeading}
Made by \`npm run bench -- --million-import --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}; Node ${process.versions.node}. One CSV file of ${number(result.rows)} customers (${number(result.megabytes)} MB, telephone numbers in three shapes, every 400th row without a name), uploaded through the API into an empty database.

| | |
| --- | --- |
| rows created / refused with their reason / lost | ${number(result.created)} / ${number(result.failed)} / ${number(result.rows - result.created - result.failed)} |
| from the upload to "done" | ${number(result.seconds)} s, ${number(result.rows / result.seconds)} rows a second |
| memory of the Node process: before / at most / 20 s after (MB) | ${number(result.before)} / ${number(result.peak)} / ${number(result.after)} |
| target | at most 300 MB: ${result.peak <= 300 ? "met" : "**missed**"} |`;
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const old = sectionOf(before, importHeading);
  const browser = sectionOf(before, browserHeading);
  const first = before.replace(old, "").replace(browser, "").trim();
  writeFileSync(
    file,
    [first, section, browser]
      .filter((part) => part !== "")
      .join("\n\n")
      .concat("\n"),
  );
}

/** A section of the file, up to the next heading of its level. */
function sectionOf(text: string, heading: string): string {
  const from = text.indexOf(heading);
  if (from < 0) return "";
  const to = text.indexOf("\n## ", from + 1);
  return text.slice(from, to < 0 ? undefined : to).trim();
}
