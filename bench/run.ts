import { arch, cpus, totalmem } from "node:os";
import { signIn } from "./api.ts";
import { buildCases } from "./cases.ts";
import { compare } from "./compare.ts";
import { startDatabaseServer } from "./database.ts";
import { measureImport } from "./import-case.ts";
import { startGenerator } from "./load/generator.ts";
import { compareSizes } from "./million.ts";
import { importMillion } from "./million-import.ts";
import { readOptions } from "./options.ts";
import { prepareDatabase, readSamples } from "./prepare.ts";
import { administrator, startFloor, startOurs, stopServers } from "./processes.ts";
import { type Line, toText } from "./report/table.ts";
import { writeImportReport, writeReport } from "./report/write-report.ts";
import { salesperson } from "./seed/people.ts";

const options = readOptions();
const isAsked = (name: string): boolean => options.only.length === 0 || options.only.some((o) => name.includes(o));
const databases = await startDatabaseServer(options.keep);
const generator = startGenerator();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${arch()}`;
const lines: Line[] = [];
const sizes: Line[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    generator.stop();
    stopServers();
    void databases.stop().finally(() => process.exit(130));
  });
}
const name = `bench_${options.customers}`;

try {
  if (options.millionImport) await runMillionImport();
  else await runComparison();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  generator.stop();
  if (!options.keep && !options.millionImport) for (const n of [name, "bench_1000000"]) await databases.drop(n);
  await databases.stop();
}
process.exit();

async function runMillionImport(): Promise<void> {
  const result = await importMillion(databases, 1_000_000);
  console.log(result);
  if (options.write) writeImportReport(result, machine);
}

async function runComparison(): Promise<void> {
  const url = await prepareDatabase(databases, name, options.customers);
  await runCases(url);
  if (options.million) sizes.push(...(await compareSizes(databases, url, generator, options)));
  console.log(`\n${toText(lines)}`);
  if (sizes.length) console.log(`\nLatencies\n${toText(sizes)}`);
  if (options.write)
    writeReport({
      lines,
      sizes,
      machine,
      database: databases.version,
      options,
    });
}

async function runCases(url: string): Promise<void> {
  const samples = await readSamples(url, options.customers);
  const floor = await startFloor(url);
  const ours = await startOurs(url);
  try {
    const people = { administrator: await signIn(ours.url, administrator), salesperson: await signIn(ours.url, salesperson) };
    if (isAsked("idle")) {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      lines.push(memoryLine("idle", "idle memory of the Node process after its start (MB)", ours.memory()));
    }
    const headers = { administrator: people.administrator.headers, salesperson: people.salesperson.headers };
    let batchFloor: number | null = null;
    const cases = buildCases(samples).filter((test) => isAsked(test.name));
    // both have their code compiled and their connections open before anything counts
    if (cases[0]) await compare(cases[0], { floor: floor.url, ours: ours.url, headers }, generator, { ...options, rounds: 1 });
    for (const test of cases) {
      const line = await compare(test, { floor: floor.url, ours: ours.url, headers }, generator, options);
      if (test.name === "batch") batchFloor = line.floor;
      lines.push(line);
      console.log(toText([line]).split("\n")[1]);
    }
    if (isAsked("import") && options.ours) {
      const rate = await measureImport(ours.url, people.administrator, 50_000);
      const ratio = batchFloor ? rate / batchFloor : null;
      lines.push({
        name: "import",
        label: "CSV import of 50,000 rows, as administrator (rows/s)",
        floor: batchFloor,
        ours: rate,
        ratio,
        target: "≥ 0.3",
        isMet: ratio === null || ratio >= 0.3,
      });
    }
    if (isAsked("idle")) {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      lines.push(memoryLine("idle-after", "the same, 20 s after all of this (MB)", ours.memory()));
    }
  } finally {
    await Promise.all([floor.stop(), ours.stop()]);
  }
}

function memoryLine(name: string, label: string, megabytes: number): Line {
  return { name, label, floor: null, ours: megabytes, ratio: null, target: "≤ 180", isMet: megabytes <= 180 };
}
