import { Connection } from "./connection.ts";
import type { Job, Measurement, Request } from "./job.ts";

/** The load generator, a process of its own: takes one job at a time from its parent. */
process.on("message", async (job: Job) => {
  try {
    process.send?.({ ok: true, result: await run(job) });
  } catch (error) {
    process.send?.({ ok: false, error: String(error) });
  }
});

async function run(job: Job): Promise<Measurement> {
  const { hostname, port } = new URL(job.url);
  const requests = job.requests.map((r) => encode(r, job));
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  let next = 0;
  let bytes = 0;
  let answered = 0;
  const warmUntil = performance.now() + job.warmUp * 1000;
  const until = warmUntil + job.seconds * 1000;
  let lastDone = warmUntil;
  const work = async (): Promise<void> => {
    const connection = new Connection(hostname, Number(port));
    for (;;) {
      const begun = performance.now();
      if (begun >= until) break;
      const reply = await connection.send(requests[next++ % requests.length] as Buffer);
      const done = performance.now();
      if (done < warmUntil) continue;
      answered += Math.min(1, (done - warmUntil) / (done - begun)); // the share of a slow request that lies in the measured time
      latencies.push(done - begun);
      statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      bytes += reply.bytes;
      if (done > lastDone) lastDone = done;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: job.connections }, work));
  latencies.sort((a, b) => a - b);
  const at = (q: number): number => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? 0;
  return {
    perSecond: answered / ((lastDone - warmUntil) / 1000),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    count: latencies.length,
    statuses,
    bytes,
  };
}

function encode(request: Request, job: Job): Buffer {
  const body = request.body === undefined ? "" : JSON.stringify(request.body);
  const headers = {
    host: new URL(job.url).host,
    ...job.headers,
    ...(body ? { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) } : {}),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}
