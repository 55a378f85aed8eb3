import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BenchOptions } from "../options.ts";
import { type Line, toMarkdown } from "./table.ts";

export interface Report {
  lines: readonly Line[];
  sizes: readonly Line[];
  machine: string;
  database: string;
  options: BenchOptions;
}

/** docs/benchmarks.md but for the figures of the browser, which e2e/speed.e2e.ts writes: nobody edits it by hand. */
export function writeReport(report: Report): void {
  const { options } = report;
  const text = `# Benchmarks

Made by \`npm run bench -- --write${options.million ? " --million" : ""}\` on ${new Date().toISOString().slice(0, 10)}: ${report.machine}; Node ${process.versions.node}; ${report.database} with the product's own settings. One run; ratios say more than absolutes, because database, both servers and the load generator share the machine.

## How it is measured
- ${options.customers.toLocaleString("en")} customers with believable Chinese names in 50 departments of 2 % each; ${options.connections} keep-alive connections from a process of its own; ${options.rounds} turns of ${options.seconds} s for each side in the order floor, ours, floor, ours; figures are medians, ratios are medians of the ratios of neighbouring turns.
- **Floor**: bare Fastify and \`pg\` with named statements on a copy of the same table with the same columns and indexes, written by hand for this one table (\`bench/floor\`). It makes bigrams for \`contains\` too, but has no rights, checks, catalog, change log or pinyin.
- **Ours**: the server as \`npm start\` runs it, through its public API. The salesperson reaches one department (2 %) and 200 shared customers; the floor answers the same questions for everyone.
- \`p50\` and \`p95\` are latencies of ours.

## Figures
${toMarkdown(report.lines)}
${report.sizes.length ? `\n## One million customers\nMedian latencies of ours over 4 connections, with 100,000 customers (first figure) and with 1,000,000 (second).\n\n${toMarkdown(report.sizes).replace("| floor /s | ours /s |", "| 100,000 | 1,000,000 |")}\n` : ""}`;
  const file = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const browser = before.indexOf("## In the browser");
  writeFileSync(file, browser < 0 ? text : `${text.trimEnd()}\n\n${before.slice(browser)}`);
}
