import { type Context, inLocale } from "@keshu/kernel";
import { currentCatalog, type ObjectRules, type PendingWrite } from "@keshu/records";
import { closedStages, type PipelineStage } from "../../shared/stages.ts";
import { readPipelineStages } from "../deals/read-stages.ts";
import { followLimits } from "../deals/restall.ts";
import { writeAlong } from "../write-along.ts";
import { storing } from "./checks.ts";

export const pipelineRules: ObjectRules = {
  object: "pipeline",
  async beforeWrite(ctx, rows) {
    for (const row of storing(rows)) if ("stages" in row.values) checkStages(ctx, row);
    await keepStagesInUse(ctx, rows);
  },
  async afterWrite(ctx, rows) {
    await retireOtherDefaults(ctx, rows);
    for (const row of rows) if (row.operation === "update" && Array.isArray(row.values.stages)) await followLimits(ctx, row.id);
  },
};

type Written = Parameters<NonNullable<ObjectRules["afterWrite"]>>[1][number];

/** One pipeline is the default: the one named last. */
async function retireOtherDefaults(ctx: Context, rows: readonly Written[]): Promise<void> {
  const chosen = rows.filter((r) => (r.operation === "create" || r.operation === "update") && r.values.is_default === true).at(-1);
  if (!chosen) return;
  const { rows: others } = await ctx.db.query<{ id: string }>("select id from crm.pipeline where is_default and deleted_at is null and id <> $1 order by id", [
    chosen.id,
  ]);
  await writeAlong(
    ctx,
    "pipeline",
    "update",
    others.map(({ id }) => ({ id, is_default: false })),
  );
}

function checkStages(ctx: Context, row: PendingWrite): void {
  const read = readPipelineStages(row.values.stages);
  if (Array.isArray(read)) row.values.stages = read;
  else row.problems.push({ path: "stages", code: "INVALID_STAGES", params: { reason: inLocale(read.problem, ctx.locale) } });
}

/** A stage with open deals in it cannot be taken out of its pipeline, nor such a pipeline deleted: they would stand nowhere. */
async function keepStagesInUse(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const cut = rows.filter(
    (r) => r.stored && r.problems.length === 0 && (r.operation === "delete" || (r.operation === "update" && Array.isArray(r.values.stages))),
  );
  if (cut.length === 0) return;
  const { rows: used } = await ctx.db.query<{ pipeline_id: string; stage: string; count: number }>(
    `select pipeline_id, stage, count(*)::int as count from crm.opportunity where pipeline_id = any($1::uuid[]) and stage <> all($2::text[]) and deleted_at is null group by 1, 2`,
    [cut.map((r) => r.stored?.id), [...closedStages.keys()]],
  );
  for (const row of cut) {
    const kept = row.operation === "delete" ? [] : (row.values.stages as PipelineStage[]);
    const stranded = used.find((u) => u.pipeline_id === row.stored?.id && !kept.some((s) => s.stage === u.stage));
    if (!stranded) continue;
    const label = labelOf(row.stored?.stages as PipelineStage[] | undefined, stranded.stage);
    const reason = inLocale(
      {
        zh: `阶段“${label.zh}”还有 ${stranded.count} 个进行中的商机，请先移走`,
        en: `stage “${label.en}” still holds ${stranded.count} open opportunities; move them first`,
      },
      ctx.locale,
    );
    row.problems.push({
      path: row.operation === "delete" ? "" : "stages",
      code: "INVALID_STAGES",
      params: { reason, field: inLocale({ zh: "阶段", en: "Stages" }, ctx.locale) },
    });
  }
}

function labelOf(stages: readonly PipelineStage[] | undefined, stage: string): { zh: string; en: string } {
  const option = currentCatalog()
    .byName.get("opportunity")
    ?.fields.get("stage")
    ?.options?.find((o) => o.value === stage);
  return stages?.find((s) => s.stage === stage)?.label ?? option?.label ?? { zh: stage, en: stage };
}
