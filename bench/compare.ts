import type { Case } from "./cases.ts";
import type { Generator } from "./load/generator.ts";
import type { Measurement } from "./load/job.ts";
import type { BenchOptions } from "./options.ts";
import type { Line } from "./report/table.ts";

export interface Sides {
  floor: string;
  ours: string;
  headers: Record<Case["who"], Record<string, string>>;
}

/** Runs one case in turns, floor, ours, floor, ours, so that noise of the machine meets both. */
export async function compare(test: Case, sides: Sides, generator: Generator, options: BenchOptions): Promise<Line> {
  const floor: Measurement[] = [];
  const ours: Measurement[] = [];
  // a batch takes seconds: in a short turn the last of them, which nobody waits for, would weigh too much
  const seconds = test.rows > 1 ? options.seconds * 4 : options.seconds;
  const job = { connections: options.connections, warmUp: 0.5, seconds };
  for (let round = 0; round < options.rounds; round++) {
    if (options.floor) floor.push(checked(await generator.run({ ...job, url: sides.floor, headers: {}, requests: test.floor }), `floor ${test.name}`));
    if (options.ours) ours.push(checked(await generator.run({ ...job, url: sides.ours, headers: sides.headers[test.who], requests: test.ours }), test.name));
  }
  const a = middle(floor.map((m) => m.perSecond)) * test.rows;
  const b = middle(ours.map((m) => m.perSecond)) * test.rows;
  // of neighbouring turns, so that what the machine did meanwhile met both sides
  const ratio = options.floor && options.ours ? middle(ours.map((m, i) => m.perSecond / (floor[i] as Measurement).perSecond)) : null;
  return {
    name: test.name,
    label: test.label,
    floor: options.floor ? a : null,
    ours: options.ours ? b : 0,
    ratio,
    target: `≥ ${test.target}`,
    isMet: ratio === null || ratio >= test.target,
    ...(ours.length ? { p50: middle(ours.map((m) => m.p50)), p95: middle(ours.map((m) => m.p95)) } : {}),
  };
}

function checked(m: Measurement, name: string): Measurement {
  const bad = Object.entries(m.statuses).filter(([status]) => !status.startsWith("2"));
  if (bad.length || m.count === 0) throw new Error(`${name}: answers ${JSON.stringify(m.statuses)}`);
  return m;
}

export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
