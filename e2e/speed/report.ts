import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
const heading = "## In the browser";

/** Replaces the section of browser figures in docs/benchmarks.md. */
export function writeSpeed(figures: readonly { label: string; value: number; unit: string; budget: number }[], records: number): void {
  const rows = figures.map(
    (f) => `| ${f.label} | ${f.value.toFixed(f.unit === "KB" ? 0 : 1)} ${f.unit} | ≤ ${f.budget} ${f.unit} | ${f.value <= f.budget ? "met" : "**missed**"} |`,
  );
  const section = `${heading}
Made by \`SPEED_WRITE=1 npm test -- e2e/speed.e2e.ts\` on ${new Date().toISOString().slice(0, 10)} (${cpus().length} × ${cpus()[0]?.model.trim()}, Chromium without a graphics card, which shares the machine with server and database): ${records.toLocaleString("en")} customers, medians, scripts as they come over the wire, times by the browser's own clock from the click to the frame that shows it, code in the browser's cache as for a daily user.

| case | figure | budget | |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
  const text = readFileSync(file, "utf8");
  const at = text.indexOf(heading);
  writeFileSync(file, `${(at < 0 ? text : text.slice(0, at)).trimEnd()}\n\n${section}`);
}

export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
