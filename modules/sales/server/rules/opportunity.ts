import type { Context } from "@keshu/kernel";
import { currentCatalog, type ObjectRules, type PendingWrite, writeBatch } from "@keshu/records";
import { closedStages, defaultStages, forecastCategory, type PipelineStage } from "../../shared/stages.ts";
import { asSystem } from "../rights.ts";
import { changes, storing, valueAfter } from "./checks.ts";

export const opportunityRules: ObjectRules = {
  object: "opportunity",
  async beforeWrite(ctx, rows) {
    const written = storing(rows);
    const pipelines = await loadPipelines(ctx, written);
    const now = new Date().toISOString();
    for (const row of written) {
      if (!valueAfter(row, "pipeline_id") && pipelines.defaultId && (row.operation === "create" || "pipeline_id" in row.values))
        row.values.pipeline_id = pipelines.defaultId;
      followStage(row, pipelines, now);
    }
  },
  /** A won opportunity makes its customer one who has bought. */
  async afterWrite(ctx, rows) {
    const customers = new Set<string>();
    for (const { operation, stored, values } of rows) {
      if ((operation !== "create" && operation !== "update") || values.stage !== "won" || stored?.stage === "won") continue;
      const customer = values.customer_id ?? stored?.customer_id;
      if (typeof customer === "string") customers.add(customer);
    }
    const object = currentCatalog().byName.get("customer");
    if (customers.size === 0 || !object) return;
    await writeBatch(asSystem(ctx), object, { operation: "update", records: [...customers].sort().map((id) => ({ id, deal_status: "已成交" })) });
  },
};

interface Pipelines {
  byId: Map<string, { name: string; stages: readonly PipelineStage[] }>;
  defaultId: string | null;
}

async function loadPipelines(ctx: Context, rows: readonly PendingWrite[]): Promise<Pipelines> {
  const asked = rows.filter((row) => row.operation === "create" || "stage" in row.values || "pipeline_id" in row.values);
  if (asked.length === 0) return { byId: new Map(), defaultId: null };
  const ids = [...new Set(asked.map((row) => valueAfter(row, "pipeline_id")).filter((id): id is string => typeof id === "string"))];
  const { rows: found } = await ctx.db.prepared<{ id: string; name: string; stages: PipelineStage[]; is_default: boolean | null }>(
    `select id, name, stages, is_default from crm.pipeline where id = any($1::uuid[]) or (is_default and is_active and deleted_at is null) order by is_default desc, created_at`,
    [ids],
  );
  return { byId: new Map(found.map((p) => [p.id, p])), defaultId: found.find((p) => p.is_default)?.id ?? null };
}

/** Probability, forecast and closing time follow the stage, unless the same write gives them. */
function followStage(row: PendingWrite, pipelines: Pipelines, now: string): void {
  const isMoved = row.operation === "create" || changes(row, "stage") || changes(row, "pipeline_id");
  if (!isMoved) return;
  const stage = valueAfter(row, "stage");
  if (typeof stage !== "string") return;
  const closed = closedStages.get(stage);
  const pipelineId = valueAfter(row, "pipeline_id") as string | null | undefined;
  const pipeline = pipelineId ? pipelines.byId.get(pipelineId) : undefined;
  const stages = pipeline?.stages ?? defaultStages;
  const found = stages.find((s) => s.stage === stage);
  if (closed === undefined && !found && pipeline) {
    row.problems.push({ path: "stage", code: "STAGE_NOT_IN_PIPELINE", params: { pipeline: pipeline.name, stage } });
    return;
  }
  if (closed !== undefined) row.values.probability = closed;
  else if (row.values.probability === undefined || row.values.probability === null) row.values.probability = found?.probability ?? null;
  if (!row.values.forecast_category) row.values.forecast_category = forecastCategory(stage, Number(row.values.probability ?? 0));
  if (closed === undefined) row.values.closed_at = null;
  else if (!row.stored?.closed_at) row.values.closed_at = now;
}
