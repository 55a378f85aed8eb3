import { join } from "node:path";
import { root, runTool, setUp } from "./set-up.mjs";

const bin = (...parts) => join(root, "node_modules", ...parts);
const checks = [
  ["format and lint", [bin("@biomejs", "biome", "bin", "biome"), "ci", "--diagnostic-level=warn", "--colors=off", "."]],
  ["types", [bin("typescript", "bin", "tsc"), "--noEmit", "-p", "."]],
  ["boundaries and cycles", [join(root, "scripts", "boundaries.mjs")]],
  ["dead code and dependencies", [bin("knip", "bin", "knip.js"), "--no-progress"]],
  ["generated files", [join(root, "scripts", "generate.mjs"), "--check"]],
];

await setUp({ web: false });
let failed = 0;
for (const [name, args] of checks) {
  const began = Date.now();
  const { status, output } = await runTool(args);
  if (status !== 0) failed++;
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}  ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  if (status !== 0) process.stdout.write(`${output.trim().replaceAll(/^/gm, "    ")}\n`);
}
process.stdout.write(`${checks.length - failed} checks passed, ${failed} failed\n`);
process.exit(failed ? 1 : 0);
