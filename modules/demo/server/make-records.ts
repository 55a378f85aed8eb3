import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, within } from "@keshu/kernel";
import { currentCatalog, getRecord, notify, type WriteOptions, writeBatch } from "@keshu/records";
import { planCompany, type Step } from "../company/plan.ts";
import { objectNamed } from "./accounts.ts";
import { systemOf } from "./begin-demo.ts";
import { furnish } from "./furnish.ts";
import { addToJournal, findRun, type Report, type Run, updateRun } from "./run-store.ts";

const chunkSize = 1000;
const options: WriteOptions = { keepsProvenance: true, setsReadOnly: true, anyState: true, isHistorical: true };

export interface Work {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Writes the records of a run, in chunks that each commit with their place: killed and called again it goes on where it was.
 * @throws SHUTTING_DOWN when told to stop
 */
export async function makeRecords(db: Context["db"], runId: string, { signal, onProgress }: Work = {}): Promise<Report> {
  const run = await findRun(db, runId);
  if (!run || (run.state !== "making" && run.state !== "failed")) return run?.report ?? {};
  const ctx = systemOf(db, runId);
  const plan = planCompany({
    seed: run.seed,
    run: run.id,
    now: Date.parse(run.started_at),
    me: run.made_by,
    myName: await nameOf(ctx, run.made_by),
    scale: run.scale,
    pipelines: run.settings.pipelines,
  });
  await updateRun(db, runId, { state: "making", total: plan.total });
  const report: Report = { failed: run.report?.failed ?? 0, failures: run.report?.failures ?? [] };
  let begin = 0;
  for (const step of plan.steps) {
    const object = currentCatalog().byName.get(step.object);
    for (let at = 0; at < step.records.length; at += chunkSize) {
      const records = step.records.slice(at, at + chunkSize);
      const end = begin + records.length;
      if (end > run.done) {
        if (signal?.aborted) throw createError("SHUTTING_DOWN");
        await db.transaction(async (tx) => {
          // another server may be at it, or have taken it over
          if (!(await isNext(tx, runId, begin))) return;
          if (object) await writeChunk(within(ctx, tx), run, object, { ...step, records }, report);
          await updateRun(tx, runId, { done: end, report });
        });
        onProgress?.(end, plan.total);
      }
      begin = end;
    }
  }
  await db.transaction(async (tx) => {
    if (!(await isNext(tx, runId, plan.total))) return;
    await furnish(within(ctx, tx), run, plan.steps);
    await announce(within(ctx, tx), run, plan.steps);
    await updateRun(tx, runId, { state: "made", report });
  });
  return report;
}

/** Holds the run until the chunk is written; false when it is written already. */
async function isNext(tx: Context["db"], runId: string, begin: number): Promise<boolean> {
  const { rows } = await tx.query<{ done: number; state: string }>("select done, state from keshu.demo_run where id = $1 for update", [runId]);
  return rows[0]?.state === "making" && rows[0].done <= begin;
}

async function nameOf(ctx: Context, userId: string): Promise<string> {
  return String((await getRecord(ctx, objectNamed("user"), userId, { fields: ["name"] })).name);
}

/** Fields that this installation does not have are left out. */
async function writeChunk(ctx: Context, run: Run, object: ObjectType, step: Step, report: Report): Promise<void> {
  const records = step.records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => object.fields.has(name))));
  const acting: Context = step.actor ? { ...ctx, principal: { ...ctx.principal, kind: "user", userId: step.actor } } : ctx;
  const { results } = await writeBatch(acting, object, { operation: step.operation, key: step.key ?? ["id"], records }, options);
  const failures = results.filter((r) => !r.ok);
  report.failed = (report.failed ?? 0) + failures.length;
  for (const failure of failures.slice(0, 5)) if ((report.failures?.length ?? 0) < 20) report.failures?.push({ object: object.name, errors: failure.errors });
  // parts go with their whole
  if (step.operation !== "create" || object.wholeOf) return;
  await addToJournal(
    ctx.db,
    run.id,
    object.name,
    results.flatMap((r) => (r.ok ? [r.id] : [])),
  );
}

/** Who made the company hears of what colleagues asked them in the last days. */
async function announce(ctx: Context, run: Run, steps: readonly Step[]): Promise<void> {
  const mark = `(user:${run.made_by})`;
  const notes = steps.filter((s) => s.object === "activity").flatMap((s) => s.records);
  const mine = notes.filter((a) => String(a.content).includes(mark)).slice(-4);
  for (const note of mine)
    await notify(
      { ...ctx, principal: { ...ctx.principal, kind: "user", userId: String(note.owner_id) } },
      {
        user_ids: [run.made_by],
        kind: "mention",
        title: { zh: "{actor}在跟进记录中提到了你", en: "{actor} mentioned you in an activity" },
        body: String(note.content),
        object: "activity",
        record_id: String(note.id),
        key: `demo:${note.id}`,
      },
    );
}
