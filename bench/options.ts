import { parseArgs } from "node:util";

export interface BenchOptions {
  /** Cases whose name contains one of these; empty: all. */
  only: string[];
  customers: number;
  connections: number;
  rounds: number;
  seconds: number;
  /** Keeps the seeded database in `bench/.data` for the next run. */
  keep: boolean;
  million: boolean;
  /** Only imports a CSV file of a million rows. */
  millionImport: boolean;
  write: boolean;
  floor: boolean;
  ours: boolean;
}

const usage = `npm run bench -- [options]
  --only <a,b>        only cases whose name contains one of these (read, create, list, contains, batch, import, idle)
  --keep              keep the seeded database in bench/.data and use it again
  --million           also seed 1,000,000 customers and compare latencies
  --million-import    only import a CSV file of 1,000,000 rows into an empty database
  --write             write docs/benchmarks.md
  --customers <n>     customers to seed (100000)
  --connections <n>   (16)
  --rounds <n>        turns of floor and ours (7)
  --seconds <n>       seconds of each turn (2)
  --side floor|ours   one side only, for profiling`;

export function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      keep: { type: "boolean", default: false },
      million: { type: "boolean", default: false },
      "million-import": { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      customers: { type: "string", default: "100000" },
      connections: { type: "string", default: "16" },
      rounds: { type: "string", default: "7" },
      seconds: { type: "string", default: "2" },
      side: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  return {
    only: values.only?.split(",") ?? [],
    customers: Number(values.customers),
    connections: Number(values.connections),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    keep: values.keep,
    million: values.million,
    millionImport: values["million-import"],
    write: values.write,
    floor: values.side !== "ours",
    ours: values.side !== "floor",
  };
}
