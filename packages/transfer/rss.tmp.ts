import { spawn } from "node:child_process";
import { readFileSync, writeFileSync, openAsBlob } from "node:fs";
import { testDatabase } from "@keshu/platform/testing";
import { fakeCompany, randomOf } from "/work/main/bench/names.ts";
const n = Number(process.argv[2] ?? 50000); const options = JSON.parse(process.argv[3] ?? '{"duplicates":"create"}');
const d = await testDatabase();
const random = randomOf(99);
const parts: string[] = ["编号,客户名称,联系人,手机号,邮箱,行业,客户级别,客户来源,地区,备注\r\n"];
for (let i = 0; i < n; i++) { const c = fakeCompany(random); parts.push([options.key ? "N" + i : "", c.name, c.contact, c.mobile.slice(3), c.email, c.industry, c.level, c.source, c.region, c.remark].join(",") + "\r\n"); }
writeFileSync("/tmp/transfer/big.csv", parts.join("")); parts.length = 0;
const port = 20000 + Math.floor(Math.random() * 20000);
const child = spawn(process.execPath, ["/work/main/apps/server/main.ts"], { env: { ...process.env, PORT: String(port), DATA_DIR: "/tmp/transfer/data", DATABASE_URL: d.url, KESHU_ADMIN_EMAIL: "a@b.cn", KESHU_ADMIN_PASSWORD: "Test-password-2026" }, stdio: ["ignore", "ignore", "inherit"] });
const url = `http://127.0.0.1:${port}`;
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]) / 1024;
const hwm = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]) / 1024;
const cpu = () => { const f = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" "); return (Number(f[11]) + Number(f[12])) / 100; };
try {
  for (;;) { try { if ((await fetch(url + "/health")).status === 200) break; } catch {} await new Promise((r) => setTimeout(r, 200)); }
  const token = (await (await fetch(url + "/api/v1/sign-in", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email: "a@b.cn", password: "Test-password-2026" }) })).json() as any).token;
  console.log("idle", rss(), "hwm", hwm());
  for (let round = 0; round < Number(process.argv[4] ?? 1); round++) {
  const f = new FormData(); f.set("object", "customer"); f.set("options", JSON.stringify(options)); f.set("file", await openAsBlob("/tmp/transfer/big.csv"), "c.csv");
  const c0 = cpu(); const t0 = performance.now();
  const c: any = await (await fetch(url + "/api/v1/imports", { method: "POST", headers: { authorization: `Bearer ${token}` }, body: f })).json();
  let g: any; let k = 0;
  do { await new Promise((x) => setTimeout(x, 500)); const r = await fetch(`${url}/api/v1/imports/${c.id}`, { headers: { authorization: `Bearer ${token}` } }); g = await r.json(); if (++k % 20 === 0) console.log(g.phase, g.processed, Math.round(rss())); } while (g.state === "running");
  const wall = (performance.now() - t0) / 1000; const used = cpu() - c0;
  console.log(JSON.stringify({ state: g.state, total: g.total, created: g.created, unchanged: g.unchanged, failed: g.failed, error: g.error, wall, rate: n / wall, cpu: used, cpuRate: n / used, rss: rss(), hwm: hwm() }));
  }
} finally { child.kill("SIGTERM"); await new Promise((r) => child.once("exit", r)); await d.close(); }
