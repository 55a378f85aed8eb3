import { createError, type Database } from "@keshu/kernel";

export type RunState = "making" | "made" | "failed" | "removing" | "removed";

export interface RunSettings {
  pipelines: { machine: string | null; service: string | null };
  /** Pipeline that was renamed, and its name before. */
  renamed?: { id: string; before: string; beforeInEnglish?: string | null };
  /** Name of the company before, and whether the guided start was over. */
  company: { name: string | null; is_set_up: boolean };
}

/** Why something of the demo company is still there. */
export interface Kept {
  object: string;
  id: string;
  title: string;
  /** Records that people added and that point to it. */
  because: { object: string; id: string; title: string }[];
  count: number;
}

export interface Report {
  failed?: number;
  failures?: { object: string; errors: unknown }[];
  removed?: number;
  kept?: Kept[];
  kept_count?: number;
  frozen?: string[];
}

export interface Run {
  id: string;
  seed: string;
  scale: number;
  state: RunState;
  made_by: string;
  settings: RunSettings;
  done: number;
  total: number;
  report: Report | null;
  started_at: string;
  finished_at: string | null;
}

const columns = "id, seed, scale, state, made_by, settings, done, total, report, started_at, finished_at";

/** The latest run; null when there never was one. */
export async function lastRun(db: Database): Promise<Run | null> {
  const { rows } = await db.query<Run>(`select ${columns} from keshu.demo_run order by started_at desc, id desc limit 1`);
  return rows[0] ?? null;
}

export async function findRun(db: Database, id: string): Promise<Run | null> {
  const { rows } = await db.query<Run>(`select ${columns} from keshu.demo_run where id = $1`, [id]);
  return rows[0] ?? null;
}

/** @throws DEMO_EXISTS when one is there already */
export async function insertRun(db: Database, run: Pick<Run, "id" | "seed" | "scale" | "made_by" | "settings">): Promise<void> {
  const { rowCount } = await db.query(
    `insert into keshu.demo_run (id, seed, scale, state, made_by, settings, started_at) values ($1, $2, $3, 'making', $4, $5::jsonb, date_trunc('milliseconds', clock_timestamp()))
     on conflict do nothing`,
    [run.id, run.seed, run.scale, run.made_by, JSON.stringify(run.settings)],
  );
  if (rowCount === 0) throw createError("DEMO_EXISTS");
}

export async function updateRun(db: Database, id: string, change: { state?: RunState; done?: number; total?: number; report?: Report }): Promise<void> {
  const { state, done, total, report } = change;
  await db.query(
    `update keshu.demo_run set state = coalesce($2, state), done = coalesce($3, done), total = coalesce($4, total), report = coalesce($5::jsonb, report),
       finished_at = case when $2 in ('made', 'failed', 'removed') then clock_timestamp() when $2 is not null then null else finished_at end where id = $1`,
    [id, state ?? null, done ?? null, total ?? null, report ? JSON.stringify(report) : null],
  );
}

export async function addToJournal(db: Database, runId: string, object: string, ids: readonly string[]): Promise<void> {
  await db.query("insert into keshu.demo_record (run_id, object, record_id) select $1, $2, id from unnest($3::uuid[]) id on conflict do nothing", [
    runId,
    object,
    ids,
  ]);
}

export async function journalOf(db: Database, runId: string): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ object: string; ids: string[] }>(
    "select object, array_agg(record_id) as ids from keshu.demo_record where run_id = $1 group by object",
    [runId],
  );
  return new Map(rows.map((r) => [r.object, r.ids]));
}

export async function strikeFromJournal(db: Database, runId: string, object: string, ids: readonly string[]): Promise<void> {
  await db.query("delete from keshu.demo_record where run_id = $1 and object = $2 and record_id = any($3::uuid[])", [runId, object, ids]);
}
