import { type Context, inLocale } from "@keshu/kernel";
import type { PendingWrite } from "@keshu/records";
import { closedStages, forecastCategory, stageOptions } from "../../shared/stages.ts";
import { stallingOf } from "../../shared/stalling.ts";
import { changes, isBlank, valueAfter } from "../rules/checks.ts";
import { type Pipelines, stagesOf } from "./pipelines.ts";

/** Whether a write puts a deal into a stage: by making it, by moving it, or by changing its pipeline. */
export function entersStage(row: PendingWrite): boolean {
  return row.operation === "create" || changes(row, "stage") || changes(row, "pipeline_id");
}

/** Pipeline, probability, forecast and the times of a deal follow its stage, unless the same write gives them. */
export function followStage(ctx: Context, row: PendingWrite, pipelines: Pipelines, now: Date): void {
  if (!valueAfter(row, "pipeline_id") && pipelines.defaultId && (row.operation === "create" || "pipeline_id" in row.values))
    row.values.pipeline_id = pipelines.defaultId;
  const stages = stagesOf(pipelines, valueAfter(row, "pipeline_id"));
  if (row.operation === "create" && !row.given?.has("stage") && stages[0]) row.values.stage = stages[0].stage;
  if (entersStage(row)) enterStage(ctx, row, pipelines, now);
  if (row.problems.length === 0) followSigns(row, pipelines, now);
}

function enterStage(ctx: Context, row: PendingWrite, pipelines: Pipelines, now: Date): void {
  const stage = valueAfter(row, "stage");
  if (typeof stage !== "string") return;
  const pipelineId = valueAfter(row, "pipeline_id");
  const found = stagesOf(pipelines, pipelineId).find((s) => s.stage === stage);
  const closed = closedStages.get(stage);
  const pipeline = typeof pipelineId === "string" ? pipelines.byId.get(pipelineId) : undefined;
  if (closed === undefined && !found && pipeline) {
    row.problems.push({ path: "stage", code: "STAGE_NOT_IN_PIPELINE", params: { pipeline: pipeline.name, stage: stageLabel(ctx, stage) } });
    return;
  }
  // What an import brings in new has its past elsewhere.
  if (row.operation !== "create" || !ctx.origin.startsWith("import:"))
    for (const name of found?.required_fields ?? []) if (isBlank(valueAfter(row, name))) row.problems.push({ path: name, code: "REQUIRED" });
  if (closed !== undefined) row.values.probability = closed;
  else if (!row.given?.has("probability")) row.values.probability = found?.probability ?? null;
  if (!row.given?.has("forecast_category")) row.values.forecast_category = forecastCategory(stage, Number(valueAfter(row, "probability") ?? 0));
  const entered = row.given?.has("stage_changed_at") ? row.values.stage_changed_at : (row.operation === "create" && row.values.created_at) || now.toISOString();
  row.values.stage_changed_at = entered;
  if (closed === undefined) reopen(row);
  else if (!row.given?.has("closed_at") && !row.stored?.closed_at) row.values.closed_at = closingTime(row, entered as string, now);
}

/** A deal that is open again has not been lost for a reason. */
function reopen(row: PendingWrite): void {
  row.values.closed_at = null;
  const wasClosed = typeof row.stored?.stage === "string" && closedStages.has(row.stored.stage);
  if (wasClosed && !row.given?.has("lost_reason")) row.values.lost_reason = null;
}

/** A deal that comes closed from another system closed when it said, not today. */
function closingTime(row: PendingWrite, entered: string, now: Date): string {
  const date = row.values.expected_close_date;
  if (row.operation !== "create" || !row.values.created_at) return entered;
  const said = typeof date === "string" ? new Date(`${date}T04:00:00Z`) : null;
  return said && said <= now ? said.toISOString() : entered;
}

const signs = ["stage_changed_at", "last_activity_at", "next_contact_at", "pipeline_id"];

/** When the deal will count as stalled, if nothing happens until then. */
function followSigns(row: PendingWrite, pipelines: Pipelines, now: Date): void {
  if (row.operation !== "create" && !signs.some((name) => name in row.values)) return;
  const deal = { ...row.stored, ...row.values } as Record<string, unknown>;
  const stage = stagesOf(pipelines, deal.pipeline_id).find((s) => s.stage === deal.stage);
  row.values.stalled_at = stallingOf({ ...deal, stage: deal.stage }, stage, now)?.at.toISOString() ?? null;
}

/** Whether a write needs the pipeline of its deal. */
export function needsPipeline(row: PendingWrite): boolean {
  return row.operation === "create" || "stage" in row.values || signs.some((name) => name in row.values);
}

function stageLabel(ctx: Context, stage: string): string {
  const option = stageOptions.find((o) => o.value === stage);
  return option ? inLocale(option.label, ctx.locale) : stage;
}
