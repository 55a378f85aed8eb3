import { once } from "node:events";
import { createWriteStream, openAsBlob, rmSync } from "node:fs";
import pg from "pg";
import { type Api, signIn } from "./api.ts";
import { type BenchServer, dataFolder } from "./database.ts";
import { fakeCompany, randomOf } from "./names.ts";
import { administrator, startOurs } from "./processes.ts";

export interface MillionImport {
  rows: number;
  megabytes: number;
  created: number;
  failed: number;
  seconds: number;
  /** Most resident memory of the Node process, and that before the import, in MB. */
  peak: number;
  before: number;
  /** 20 s after the import. */
  after: number;
}

/** One row in so many has no name, so that refused rows are counted too. */
const nameless = 400;

/** Imports a CSV file of so many rows into an empty database of its own and asks what became of every row. */
export async function importMillion(server: BenchServer, rows: number): Promise<MillionImport> {
  const name = "bench_import";
  await server.drop(name);
  const { url } = await server.database(name);
  const ours = await startOurs(url);
  const path = `${dataFolder}/million.csv`;
  try {
    const written = await writeFile(path, rows);
    const api = await signIn(ours.url, administrator);
    const before = ours.memory();
    const begun = performance.now();
    const { created, failed } = await runImport(ours.url, api, path, rows);
    const seconds = (performance.now() - begun) / 1000;
    const peak = ours.peakMemory();
    if (created !== rows - written.faulty || failed !== written.faulty)
      throw new Error(`created ${created}, refused ${failed}; refused should be ${written.faulty}`);
    const stored = await countStored(url);
    if (stored !== created) throw new Error(`${created} created, but ${stored} stored`);
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    return { rows, megabytes: written.bytes / 1e6, created, failed, seconds, peak, before, after: ours.memory() };
  } finally {
    await ours.stop();
    rmSync(path, { force: true });
    await server.drop(name);
  }
}

async function writeFile(path: string, rows: number): Promise<{ bytes: number; faulty: number }> {
  const random = randomOf(2026);
  const file = createWriteStream(path);
  let faulty = 0;
  let chunk = "客户名称,联系人,手机号,邮箱,行业,客户级别,客户来源,地区,备注\r\n";
  for (let i = 1; i <= rows; i++) {
    const c = fakeCompany(random);
    const digits = c.mobile.slice(3);
    const mobile = i % 3 === 0 ? `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}` : i % 3 === 1 ? digits : `+86 ${digits}`;
    if (i % nameless === 0) faulty++;
    chunk += `${[i % nameless === 0 ? "" : c.name, c.contact, mobile, c.email, c.industry, c.level, c.source, c.region, c.remark].join(",")}\r\n`;
    if (i % 2_000 === 0 || i === rows) {
      if (!file.write(chunk)) await once(file, "drain");
      chunk = "";
    }
  }
  file.end();
  await once(file, "close");
  return { bytes: file.bytesWritten, faulty };
}

async function runImport(url: string, api: Api, path: string, rows: number): Promise<{ created: number; failed: number }> {
  const form = new FormData();
  form.set("object", "customer");
  form.set("options", JSON.stringify({ duplicates: "create" }));
  form.set("file", await openAsBlob(path, { type: "text/csv" }), "customers.csv");
  const response = await fetch(`${url}/api/v1/imports`, { method: "POST", headers: api.headers, body: form });
  if (response.status !== 202) throw new Error(`import: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  for (let n = 1; ; n++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const state = (await api.get(`/api/v1/imports/${id}`)) as unknown as { state: string; created: number; failed: number; processed: number };
    if (n % 30 === 0) console.log(`  ${state.processed.toLocaleString("en")} of ${rows.toLocaleString("en")} rows …`);
    if (state.state === "running" || state.state === "queued") continue;
    if (state.state !== "done") throw new Error(`import ended as ${JSON.stringify(state)}`);
    return { created: state.created, failed: state.failed };
  }
}

async function countStored(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>("select count(*) as n from crm.customer where deleted_at is null");
  await client.end();
  return Number(rows[0]?.n);
}
