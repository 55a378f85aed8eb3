import { signIn } from "./api.ts";
import { buildCases } from "./cases.ts";
import { middle } from "./compare.ts";
import type { BenchServer } from "./database.ts";
import type { Generator } from "./load/generator.ts";
import type { BenchOptions } from "./options.ts";
import { prepareDatabase, readSamples } from "./prepare.ts";
import { administrator, startOurs } from "./processes.ts";
import type { Line } from "./report/table.ts";
import { salesperson } from "./seed/people.ts";

/** Latencies with 1,000,000 customers beside those with fewer, in turns on one machine. Of ours only. */
export async function compareSizes(server: BenchServer, small: string, generator: Generator, options: BenchOptions): Promise<Line[]> {
  const large = await prepareDatabase(server, "bench_1000000", 1_000_000, false);
  const lines: Line[] = [];
  const sides = await Promise.all([side(small, options.customers), side(large, 1_000_000)]);
  try {
    for (const [i, test] of sides[0].cases.entries()) {
      if (test.name === "batch" || (options.only.length && !options.only.some((o) => test.name.includes(o)))) continue;
      const times: number[][] = [[], []];
      const tails: number[] = [];
      for (let round = 0; round < options.rounds; round++) {
        for (const [n, s] of sides.entries()) {
          const requests = (s.cases[i] as (typeof s.cases)[number]).ours;
          const m = await generator.run({ url: s.server.url, headers: s.headers[test.who], requests, connections: 4, warmUp: 0.5, seconds: options.seconds });
          times[n]?.push(m.p50);
          if (n === 1) tails.push(m.p95);
        }
      }
      const [a, b] = [middle(times[0] as number[]), middle(times[1] as number[])];
      lines.push({
        name: test.name,
        label: `${test.label}: p50 ms with 100,000 / 1,000,000`,
        floor: a,
        ours: b,
        ratio: b / a,
        target: "≤ 2",
        isMet: b / a <= 2,
        p50: b,
        p95: middle(tails),
      });
    }
  } finally {
    for (const s of sides) await s.server.stop();
  }
  return lines;
}

async function side(url: string, customers: number) {
  const server = await startOurs(url);
  const headers = { administrator: (await signIn(server.url, administrator)).headers, salesperson: (await signIn(server.url, salesperson)).headers };
  return { server, headers, cases: buildCases(await readSamples(url, customers)) };
}
