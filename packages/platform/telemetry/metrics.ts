import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { OpenDatabase } from "../database.ts";
import { readJobCounts } from "../jobs.ts";

export interface Metrics {
  registry: Registry;
  /** One answered request; `route` is the pattern such as `/api/v1/customers/:id`, never the address itself. */
  observe(call: { method: string; route: string; status: number; seconds: number }): void;
  /** A number read when somebody asks for the metrics; a failing read is left out. */
  addGauge(name: string, help: string, read: () => number | Promise<number>): void;
  addCounter(name: string, help: string): { add(n?: number): void };
  /** Prometheus text format. */
  text(): Promise<string>;
}

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Requests, errors, latencies and the process itself; others add theirs with `addGauge` and `addCounter`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const labelNames = ["method", "route", "status"] as const;
  const seconds = new Histogram({ name: "keshu_request_seconds", help: "Time to answer a request", labelNames, buckets: BUCKETS, registers });
  const errors = new Counter({ name: "keshu_request_errors_total", help: "Requests answered with 5xx", labelNames: ["method", "route"] as const, registers });
  const series = new Map<string, Histogram.Internal<(typeof labelNames)[number]>>(); // finding the series by its labels costs more than the observation

  return {
    registry,
    observe({ method, route, status, seconds: took }) {
      const key = `${method} ${route} ${status}`;
      let one = series.get(key);
      if (!one) {
        one = seconds.labels({ method, route, status: String(status) } as never) as Histogram.Internal<(typeof labelNames)[number]>;
        series.set(key, one);
      }
      one.observe(took);
      if (status >= 500) errors.inc({ method, route });
    },
    addGauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          try {
            this.set(await read());
          } catch {
            this.reset(); // the database is away: no number rather than an old one
          }
        },
      });
    },
    addCounter(name, help) {
      const counter = new Counter({ name, help, registers });
      return { add: (n = 1) => counter.inc(n) };
    },
    text: () => registry.metrics(),
  };
}

/** Gauges of the connection pool and the job queue. */
export function measureDatabase(metrics: Metrics, db: OpenDatabase): void {
  metrics.addGauge("keshu_pool_connections", "Open database connections of the request pool", () => db.stats().total);
  metrics.addGauge("keshu_pool_idle", "Idle database connections", () => db.stats().idle);
  metrics.addGauge("keshu_pool_waiting", "Calls that wait for a database connection", () => db.stats().waiting);
  metrics.addGauge("keshu_pool_max", "Most database connections", () => db.stats().max);
  let counts: { at: number; value: ReturnType<typeof readJobCounts> } | undefined;
  const jobs = (part: "waiting" | "running" | "failed") => async () => {
    if (!counts || Date.now() - counts.at > 1_000) counts = { at: Date.now(), value: readJobCounts(db) };
    return (await counts.value)[part];
  };
  metrics.addGauge("keshu_jobs_waiting", "Jobs that are due and wait", jobs("waiting"));
  metrics.addGauge("keshu_jobs_running", "Jobs that run", jobs("running"));
  metrics.addGauge("keshu_jobs_failed", "Jobs given up", jobs("failed"));
}
