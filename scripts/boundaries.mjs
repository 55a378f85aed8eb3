// Which part may import which: docs/architecture.md. Prints every import that breaks it, and every cycle between files.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";
import { filesUnder, root } from "./set-up.mjs";

const platformLayers = ["kernel", "catalog", "search", "records", "platform", "http", "transfer"];
const mayImport = {
  kernel: [],
  catalog: ["kernel"],
  search: ["kernel"],
  records: ["kernel", "catalog", "search"],
  platform: ["kernel"],
  http: ["kernel", "catalog", "search", "records", "platform"],
  transfer: ["kernel", "catalog", "search", "records", "platform", "http"],
  web: [],
};
const isTest = (file) => /\.(test|e2e)\.ts$|(^|\/)testing(\/|\.ts$)|(^|\/)(bench|e2e)\//.test(file);

const files = ["packages", "modules", "apps", "bench", "e2e"]
  .flatMap((folder) => filesUnder(join(root, folder)))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));
const graph = new Map();
const problems = [];
for (const file of files) {
  const from = relative(root, file).replaceAll("\\", "/");
  const edges = [];
  for (const { specifier, isType } of importsOf(file)) {
    if (specifier.startsWith(".")) {
      const target = resolveFile(resolve(dirname(file), specifier));
      if (!target) problems.push(`${from}: ${specifier} does not exist`);
      else if (partOf(target) !== partOf(from) && !/^(bench|e2e)\//.test(from))
        problems.push(`${from} reaches into ${partOf(target)} by a relative path (${specifier})`);
      else if (!isType) edges.push(target);
    } else if (specifier.startsWith("@keshu/")) checkPart(from, specifier);
  }
  graph.set(from, edges);
}
for (const cycle of findCycles()) problems.push(`cycle: ${cycle.join(" → ")}`);
process.stdout.write(problems.length ? `${problems.join("\n")}\n` : "");
process.exit(problems.length ? 1 : 0);

function checkPart(from, specifier) {
  const [, target, inner] = specifier.match(/^@keshu\/([^/]+)(?:\/(.*))?$/);
  const [kind, own] = from.split("/");
  if (target === own || isTest(from) || from.startsWith("apps/server/")) return;
  if (["server", "web"].includes(target)) problems.push(`${from} imports an app (${specifier})`);
  else if (kind === "modules") {
    if (!platformLayers.includes(target) && inner)
      problems.push(`${from} imports the inside of another module (${specifier}): only what its module.ts exports`);
  } else if (!(mayImport[own] ?? platformLayers).includes(target)) problems.push(`${from} may not import ${specifier}`);
}

function importsOf(file) {
  const { module } = parseSync(file, readFileSync(file, "utf8"));
  const named = [
    ...module.staticImports,
    ...module.staticExports.flatMap((e) => e.entries.filter((entry) => entry.moduleRequest).map((entry) => ({ ...entry, entries: [entry] }))),
  ];
  const found = named.map((i) => ({ specifier: i.moduleRequest.value, isType: i.entries.length > 0 && i.entries.every((entry) => entry.isType) }));
  const source = readFileSync(file, "utf8");
  for (const { moduleRequest } of module.dynamicImports) {
    const text = source.slice(moduleRequest.start, moduleRequest.end);
    if (/^["'][^"']+["']$/.test(text)) found.push({ specifier: text.slice(1, -1), isType: true }); // lazy: no cycle at load time
  }
  return found;
}

function resolveFile(path) {
  for (const candidate of [path, `${path}.ts`, `${path}.tsx`, join(path, "index.ts")]) {
    if (existsSync(candidate) && !candidate.endsWith("/")) return relative(root, candidate).replaceAll("\\", "/");
  }
}

function partOf(path) {
  const [kind, name] = path.split("/");
  return ["packages", "modules", "apps"].includes(kind) ? `${kind}/${name}` : kind;
}

/** One cycle for each strongly connected group (Tarjan, 1972). */
function findCycles() {
  const cycles = [];
  const state = new Map();
  const stack = [];
  let count = 0;
  const visit = (node) => {
    const own = { index: count, low: count++, isOpen: true };
    state.set(node, own);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const seen = state.get(next);
      if (!seen) own.low = Math.min(own.low, visit(next).low);
      else if (seen.isOpen) own.low = Math.min(own.low, seen.index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.lastIndexOf(node));
      for (const member of group) state.get(member).isOpen = false;
      if (group.length > 1) cycles.push(group);
    }
    return own;
  };
  for (const node of graph.keys()) if (!state.has(node)) visit(node);
  return cycles;
}
