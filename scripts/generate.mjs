// npm run generate            writes the generated files
// … -- --check                tells which are stale, exit code 1
// Add one: a file in scripts/generators/ that exports `file` (what it writes) and `make()` (its content).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./set-up.mjs";

const isCheck = process.argv.includes("--check");
const folder = join(root, "scripts", "generators");
let stale = 0;
for (const name of readdirSync(folder).sort()) {
  const { file, make } = await import(pathToFileURL(join(folder, name)).href);
  const wanted = await make();
  const path = join(root, file);
  if (read(path) === wanted) continue;
  stale++;
  if (isCheck) {
    process.stdout.write(`${file} is stale: npm run generate\n`);
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
    process.stdout.write(`wrote ${file}\n`);
  }
}
process.exit(isCheck && stale ? 1 : 0);

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
