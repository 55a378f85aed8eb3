import { type Context, within } from "@keshu/kernel";
import { addJob } from "@keshu/platform/jobs";
import type { ApiRecord } from "@keshu/records";
import { closedStages, type PipelineStage } from "../../shared/stages.ts";
import { stallingOf } from "../../shared/stalling.ts";
import { writeAlong } from "../write-along.ts";

export const restallJob = "deals.restall";
const chunkSize = 1000;
const none = "00000000-0000-0000-0000-000000000000";

/** New limits of a pipeline hold for the deals in it: at once for few, by a job for many, which would hold them all for too long. */
export async function followLimits(ctx: Context, pipelineId: string): Promise<void> {
  const { rows } = await ctx.db.query<{ count: number }>(
    `select count(*)::int as count from (select from crm.opportunity where pipeline_id = $1 and stage <> all($2::text[]) and deleted_at is null limit ${chunkSize + 1}) o`,
    [pipelineId, [...closedStages.keys()]],
  );
  if ((rows[0]?.count ?? 0) > chunkSize) await addJob(ctx.db, restallJob, { pipelineId }, { jobKey: `restall:${pipelineId}` });
  else await restall(ctx, pipelineId, none);
}

/** Restalls all open deals of a pipeline, a thousand in a transaction. Begun anew it changes only what is not right yet. */
export async function restallAll(ctx: Context, pipelineId: string, signal?: AbortSignal): Promise<void> {
  for (let after: string | null = none; after !== null; ) {
    signal?.throwIfAborted();
    const from: string = after;
    after = await ctx.db.transaction((tx) => restall(within(ctx, tx), pipelineId, from));
  }
}

/** @returns the last deal looked at; null when there are no more */
async function restall(ctx: Context, pipelineId: string, after: string): Promise<string | null> {
  const { rows: pipelines } = await ctx.db.query<{ stages: PipelineStage[] | null }>("select stages from crm.pipeline where id = $1 and deleted_at is null", [
    pipelineId,
  ]);
  const stages = pipelines[0]?.stages;
  if (!stages) return null;
  const { rows } = await ctx.db.query<ApiRecord>(
    `select id, stage, stage_changed_at, last_activity_at, next_contact_at, created_at, stalled_at from crm.opportunity
     where pipeline_id = $1 and id > $3 and stage <> all($2::text[]) and deleted_at is null order by id limit ${chunkSize} for no key update`,
    [pipelineId, [...closedStages.keys()], after],
  );
  const records = rows.flatMap((deal) => {
    const stage = stages.find((s) => s.stage === deal.stage);
    const at = stallingOf({ stage: deal.stage, ...deal }, stage)?.at ?? null;
    const known = deal.stalled_at ? new Date(deal.stalled_at as string).getTime() : null;
    return (at?.getTime() ?? null) === known ? [] : [{ id: deal.id, stalled_at: at?.toISOString() ?? null }];
  });
  await writeAlong(ctx, "opportunity", "update", records, { setsReadOnly: true });
  return rows.length < chunkSize ? null : (rows.at(-1)?.id ?? null);
}
