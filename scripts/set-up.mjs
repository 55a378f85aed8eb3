// Runs on any Node from 20 on and without a dependency: it is what installs them.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isChinese = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "").toLowerCase().startsWith("zh");
export const say = (zh, en) => process.stdout.write(`${isChinese ? zh : en}\n`);
export const fail = (zh, en) => {
  process.stderr.write(`${isChinese ? zh : en}\n`);
  process.exit(1);
};

/** Node 24 as npm's package `node` brings it. */
export const node24 = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
// A small young generation, an old one that is collected before it has doubled, and few arenas: half the memory under load
// (310 → 200 MB while a million rows are imported) for a few percent of speed.
export const nodeFlags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=8", "--heap-growing-percent=40"];

/** Everything a program of the project needs before it can run: packages, and the built web app unless told otherwise. */
export async function setUp({ web = true } = {}) {
  if (Number(process.versions.node.split(".")[0]) < 20)
    fail(`需要 Node 20 或更高版本，现在是 ${process.version}`, `Node 20 or later is needed; this is ${process.version}`);
  process.chdir(root);
  await install();
  if (web) await buildWeb();
}

async function install() {
  const reason = missingPackage();
  if (!reason) return;
  const done = step("正在安装依赖（首次约 1 分钟）…", "Installing packages (about a minute the first time) …");
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  let { status, output } = await runNpm(["ci", ...flags]);
  if (status !== 0 && output.includes("EUSAGE")) ({ status, output } = await runNpm(["install", "--no-save", ...flags])); // a lockfile that lacks another platform's binaries
  if (status !== 0) explainInstall(output);
  if (!existsSync(node24)) await runNpm(["rebuild", "node"]); // install scripts were off
  if (!existsSync(node24)) {
    fail(
      "没有安装上 Node 24：npm 的安装脚本可能被禁用（ignore-scripts）。请执行 npm rebuild node 后再试。",
      "Node 24 was not installed: npm's install scripts may be off (ignore-scripts). Run npm rebuild node and try again.",
    );
  }
  done();
}

function explainInstall(output) {
  const lines = output.split("\n").filter((line) => /npm error\s+\S/.test(line) && !/EBADENGINE/.test(line));
  if (/ENOSPC|no space left/i.test(output)) fail("磁盘空间已满，无法安装依赖。", "The disk is full: the packages cannot be installed.");
  process.stderr.write(`${lines.slice(0, 12).join("\n")}\n`);
  fail(
    "安装依赖失败，原因见上。请检查网络或 npm 源后再试。",
    "Installing the packages failed, see above. Check the network or the npm registry and try again.",
  );
}

/** The first package of the lockfile that is not installed in its version; undefined when all are. */
function missingPackage() {
  if (!existsSync(node24)) return "node";
  const wanted = readPackages("package-lock.json");
  const installed = readPackages(join("node_modules", ".package-lock.json"));
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith("node_modules/") && !path.includes("/node_modules/")) continue;
    if (entry.link || entry.optional || entry.devOptional || entry.peer) continue; // those of other platforms are rightly absent
    if (installed[path]?.version !== entry.version) return path;
  }
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

function runNpm(args) {
  const npm = process.env.npm_execpath;
  const env = { ...process.env, npm_config_update_notifier: "false" };
  const byNode = npm && /npm-cli\.[cm]?js$/.test(npm);
  const [command, all] = byNode ? [process.execPath, [npm, ...args]] : ["npm", args];
  return capture(command, all, { env, shell: !byNode && process.platform === "win32" });
}

function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (text) => {
      output = (output + text).slice(-40_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ status: 1, output: String(error) }));
    child.once("close", (status) => resolve({ status, output }));
  });
}

function step(zh, en) {
  const began = Date.now();
  say(zh, en);
  return () => say(`  完成，用时 ${seconds(began)} 秒`, `  done in ${seconds(began)} s`);
}

const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

/** Builds the web app when its sources are others than those of the build that is there. */
async function buildWeb() {
  const web = join(root, "apps", "web");
  if (!existsSync(join(web, "vite.config.ts"))) return;
  const stamp = join(web, "dist", ".built");
  const wanted = hashOf(web);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const done = step("正在构建网页…", "Building the web app …");
  const name = `dist.new-${process.pid}`; // its own for each build: two may run at once
  const next = join(web, name); // a server that runs goes on with the old one until this one is whole
  for (const left of readdirSync(web).filter((f) => f.startsWith("dist.new") && Date.now() - statSync(join(web, f)).mtimeMs > 3_600_000))
    rmSync(join(web, left), { recursive: true, force: true }); // of a build that was ended
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { status, output } = await capture(node24, [vite, "build", "--outDir", name, "--emptyOutDir", "--logLevel", "warn"], { cwd: web });
  if (status !== 0) {
    rmSync(next, { recursive: true, force: true });
    process.stderr.write(`${output.trim().split("\n").slice(-30).join("\n")}\n`);
    if (/ENOSPC|no space left/i.test(output)) fail("磁盘空间已满，无法构建网页。", "The disk is full: the web app cannot be built.");
    fail("构建网页失败，原因见上。", "Building the web app failed, see above.");
  }
  mkdirSync(next, { recursive: true });
  writeFileSync(join(next, ".built"), wanted);
  keepAssets(join(web, "dist"), next);
  putInPlace(next, join(web, "dist"));
  done();
}

/** Puts a folder where another may stand, which another build may do at the same moment: the last one stays. */
export function putInPlace(next, place) {
  const old = `${next}.old`;
  for (let tries = 0; ; tries++) {
    try {
      if (existsSync(place)) renameSync(place, old);
      renameSync(next, place);
      break;
    } catch (error) {
      if (tries === 20) throw error; // the other one was quicker between the two steps: once more
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Pages that are open during an upgrade still ask for files of the build before: those of one build stay. */
function keepAssets(old, next) {
  const list = ".assets";
  const own = readdirSync(join(next, "assets"));
  writeFileSync(join(next, list), own.join("\n"));
  if (!existsSync(join(old, list))) return;
  for (const name of readFileSync(join(old, list), "utf8").split("\n")) {
    const from = join(old, "assets", name);
    if (!own.includes(name) && existsSync(from)) copyFileSync(from, join(next, "assets", name));
  }
}

function hashOf(web) {
  const hash = createHash("sha256");
  for (const file of [...filesUnder(web, /^(node_modules|dist.*)$/), ...filesUnder(join(root, "docs", "help")), join(root, "package-lock.json")])
    hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest("hex");
}

/** All files below a folder, in a steady order. */
export function filesUnder(folder, skip = /^(node_modules|dist)$/) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (skip.test(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path, skip) : [path];
    });
}

/** Runs a program of the project in Node 24 in the foreground, hands signals on, and ends with its exit code. */
export function runToEnd(args, { ipc = false, env = {} } = {}) {
  const cache = join(root, "node_modules", ".cache", "keshu-code");
  const child = spawn(node24, [...nodeFlags, ...args], {
    cwd: root,
    stdio: ipc ? ["inherit", "inherit", "inherit", "ipc"] : "inherit", // its end tells the server that this process is gone, however it went
    env: { NODE_COMPILE_CACHE: cache, MALLOC_ARENA_MAX: "2", ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  onNpmGone(() => child.kill("SIGTERM"));
  child.once("error", (error) => fail(String(error), String(error)));
  child.once("exit", (code, signal) => process.exit(code ?? 128 + ({ SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 1)));
}

/** npm hands a signal to the shell between it and us, which ends without handing it on: so watch both. */
function onNpmGone(stop) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || parentOf(shell) === npm)) return;
    clearInterval(timer);
    stop();
  }, 200);
  timer.unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {}
}

/** Runs a tool of the project and gives its exit status and words. */
export function runTool(args, options = {}) {
  return capture(node24, args, options);
}
