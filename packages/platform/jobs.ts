import { EventEmitter } from "node:events";
import type { Database } from "@keshu/kernel";
import pg from "pg";
import { isConnectionError } from "./database/errors.ts";
import type { OpenDatabase } from "./database.ts";
import type { RunningNode } from "./nodes.ts";
import type { JobHandler } from "./server-module.ts";

export type { JobHandler } from "./server-module.ts";

export interface JobLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

export interface JobsOptions {
  db: OpenDatabase;
  handlers: readonly JobHandler[];
  node: RunningNode;
  log: JobLog;
  /** Jobs at once on this server, default 4. */
  concurrency?: number;
}

export interface RunningJobs {
  /** Takes no more jobs, tells running ones to stop (`signal`), waits for them; those that do not end are run again later. */
  stop(): Promise<void>;
}

export interface JobSpec {
  /** A job with this key that has not begun is replaced. */
  jobKey?: string;
  queue?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Smaller runs sooner, default 0. */
  priority?: number;
}

interface JobDefaults {
  queue?: string;
  maxAttempts?: number;
}

const defaults = new Map<string, JobDefaults>();

/** Makes or updates the tables of the job queue. Needed once before `addJob`. */
export async function prepareJobs(db: OpenDatabase): Promise<void> {
  const { runMigrations } = await import("graphile-worker");
  const pool = openJobPool(db.url);
  try {
    await runMigrations({ pgPool: pool, logger: await quietLogger() });
  } finally {
    await pool.end();
  }
}

/** Adds a job; with a transaction as `db` it exists only when that commits. Returns the job's id. */
export async function addJob(db: Database, name: string, payload: unknown, spec: JobSpec = {}): Promise<string> {
  const known = defaults.get(name);
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM graphile_worker.add_job(identifier => $1, payload => $2::json, queue_name => $3, run_at => $4::timestamptz,
       max_attempts => $5, job_key => $6, priority => $7)`,
    [
      name,
      JSON.stringify(payload ?? null),
      spec.queue ?? known?.queue ?? null,
      spec.runAt?.toISOString() ?? null,
      spec.maxAttempts ?? known?.maxAttempts ?? null,
      spec.jobKey ?? null,
      spec.priority ?? null,
    ],
  );
  return String(rows[0]?.id);
}

/** How many jobs wait, run and were given up. */
export async function readJobCounts(db: Database): Promise<{ waiting: number; running: number; failed: number }> {
  const { rows } = await db.query<{ waiting: number; running: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now()) AS waiting,
            count(*) FILTER (WHERE locked_at IS NOT NULL) AS running,
            count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts) AS failed FROM graphile_worker.jobs`,
  );
  return rows[0] ?? { waiting: 0, running: 0, failed: 0 };
}

/** Gives the jobs that a lost server had begun back to the others. */
export async function releaseJobs(db: Database, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length) await db.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [workerIds]);
}

/** Jobs locked by nobody that is registered: their server died between taking them and saying so. */
async function releaseForgotten(db: Database): Promise<void> {
  await db.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
      WHERE locked_at < now() - interval '20 seconds' AND NOT EXISTS (SELECT FROM keshu.node WHERE locked_by = ANY (worker_ids)) HAVING count(*) > 0`,
  );
}

/** Runs jobs on this server until `stop()`, also across restarts of the database. */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const { handlers, node, log } = options;
  const { run, parseCronItems } = await import("graphile-worker");
  for (const { name, queue, maxAttempts } of handlers) defaults.set(name, { ...(queue ? { queue } : {}), ...(maxAttempts ? { maxAttempts } : {}) });
  const taskList = Object.fromEntries(handlers.map((handler) => [handler.name, taskOf(handler)]));
  const cron = parseCronItems(handlers.filter((h) => h.schedule).map((h) => ({ task: h.name, match: h.schedule as string, options: { maxAttempts: 3 } })));
  const pool = openJobPool(options.db.url);
  const events = new EventEmitter() as NonNullable<Parameters<typeof run>[0]["events"]>;
  events.on("pool:create", ({ workerPool }) => void node.addWorker(workerPool.id).catch(() => {}));
  events.on("job:error", ({ job, error }) => log.warn({ task: job.task_identifier, job: job.id, attempt: job.attempts, err: error }, "job failed"));
  events.on("job:failed", ({ job }) => log.error({ task: job.task_identifier, job: job.id }, "job given up"));

  let isStopped = false;
  let runner: Awaited<ReturnType<typeof run>> | undefined;
  const logger = await quietLogger();
  async function keepRunning(): Promise<void> {
    while (!isStopped) {
      try {
        runner = await run({
          pgPool: pool,
          taskList,
          parsedCronItems: cron,
          events,
          logger,
          noHandleSignals: true,
          concurrency: options.concurrency ?? 4,
          pollInterval: 1_000,
          gracefulShutdownAbortTimeout: 50,
        });
        if (isStopped) await runner.stop().catch(() => {});
        await runner.promise;
      } catch (error) {
        if (!isConnectionError(error)) log.warn({ err: error }, "job runner stopped");
      }
      if (!isStopped) await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  const running = keepRunning();
  const sweep = setInterval(() => void releaseForgotten(options.db).catch(() => {}), 10_000);
  sweep.unref();

  return {
    async stop() {
      isStopped = true;
      clearInterval(sweep);
      const patience = setTimeout(() => void runner?.kill().catch(() => {}), 8_000);
      await runner?.stop().catch(() => {});
      await running;
      clearTimeout(patience);
      await pool.end();
    },
  };
}

function taskOf(handler: JobHandler) {
  return (payload: unknown, helpers: { abortSignal: AbortSignal; job: { attempts: number; max_attempts: number } }) =>
    handler.run(payload, { signal: helpers.abortSignal, attempt: helpers.job.attempts, isLastAttempt: helpers.job.attempts >= helpers.job.max_attempts });
}

/** The queue's own few connections: it wants the driver's types as they are, and must not wait behind requests. */
function openJobPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: "keshu-jobs", connectionTimeoutMillis: 10_000 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Payloads may hold people's data, so the queue's own log stays silent; what matters comes through its events. */
async function quietLogger() {
  const { Logger } = await import("graphile-worker");
  return new Logger(() => () => {});
}
