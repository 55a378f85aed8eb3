import type { Context } from "@keshu/kernel";
import type { PendingWrite } from "@keshu/records";
import { defaultStages, type PipelineStage } from "../../shared/stages.ts";
import { valueAfter } from "../rules/checks.ts";

export interface Pipeline {
  id: string;
  name: string;
  stages: readonly PipelineStage[];
}

export interface Pipelines {
  byId: ReadonlyMap<string, Pipeline>;
  defaultId: string | null;
}

/** The pipelines the rows are in, and the default one, with one query. */
export async function loadPipelines(ctx: Context, rows: readonly PendingWrite[]): Promise<Pipelines> {
  if (rows.length === 0) return { byId: new Map(), defaultId: null };
  const ids = [...new Set(rows.map((row) => valueAfter(row, "pipeline_id")).filter((id): id is string => typeof id === "string"))];
  return pipelinesById(ctx, ids);
}

export async function pipelinesById(ctx: Context, ids: readonly string[]): Promise<Pipelines> {
  const { rows: found } = await ctx.db.prepared<Pipeline & { is_current: boolean }>(
    `select id, name, stages, coalesce(is_default and is_active, false) and deleted_at is null as is_current from crm.pipeline
     where id = any($1::uuid[]) or (is_default and is_active and deleted_at is null) order by is_current desc, created_at`,
    [ids],
  );
  return { byId: new Map(found.map((p) => [p.id, p])), defaultId: found.find((p) => p.is_current)?.id ?? null };
}

/** The open stages a deal goes through. */
export function stagesOf(pipelines: Pipelines, pipelineId: unknown): readonly PipelineStage[] {
  return (typeof pipelineId === "string" ? pipelines.byId.get(pipelineId)?.stages : undefined) ?? defaultStages;
}
