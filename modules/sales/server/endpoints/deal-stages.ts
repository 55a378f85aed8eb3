import { defineEndpoint } from "@keshu/http/endpoint";
import { type Context, createError } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, getRecord, readByIds } from "@keshu/records";
import { z } from "zod";
import { stallingOf } from "../../shared/stalling.ts";
import { pipelinesById, stagesOf } from "../deals/pipelines.ts";
import { readStages } from "../deals/stage-history.ts";

const day = 24 * 60 * 60 * 1000;

const label = z.object({ zh: z.string(), en: z.string() });
const answer = z.object({
  data: z.array(
    z.object({
      stage: z.string(),
      pipeline_id: z.uuid().nullable(),
      entered_at: z.string(),
      left_at: z.string().nullable(),
      days: z.number().describe("Spent in it, to a tenth of a day; of the current stage, so far."),
      by: z.uuid().nullable(),
      by_name: z.string().nullable(),
    }),
  ),
  pipeline: z
    .object({
      id: z.uuid(),
      name: z.string(),
      stages: z.array(
        z.object({
          stage: z.string(),
          label: label.describe("What this pipeline calls the stage."),
          probability: z.number(),
          stalled_days: z.int().nullable(),
          required_fields: z.array(z.string()),
          days: z.number().nullable().describe("Spent in it altogether; null when the deal was never in it."),
        }),
      ),
    })
    .nullable(),
  stalled: z
    .object({
      at: z.string().describe("The moment from which the deal counts as stalled; may be yet to come."),
      is_stalled: z.boolean(),
      reason: z.enum(["stage", "quiet"]).describe("Longer in its stage than the pipeline allows, or no activity for long and none agreed."),
      limit: z.int().describe("Days allowed."),
    })
    .nullable()
    .describe("null for closed deals."),
});

export const dealStages = defineEndpoint({
  method: "GET",
  path: "/api/v1/opportunities/:id/stages",
  operationId: "readOpportunityStages",
  summary: { zh: "商机经过的阶段和停留天数", en: "The stages of an opportunity and the days spent in them" },
  tag: "sales",
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: { 200: answer },
  handler: async (ctx, { params }) => ({ status: 200, body: await stagesOfDeal(ctx, params.id) }),
});

async function stagesOfDeal(ctx: Context, id: string): Promise<z.infer<typeof answer>> {
  const object = currentCatalog().byName.get("opportunity");
  if (!object) throw createError("UNKNOWN_OBJECT");
  const deal = await getRecord(ctx, object, id);
  const access = ctx.principal.fieldAccess("opportunity", "stage");
  if (access === "hidden" || access === "masked") return { data: [], pipeline: null, stalled: null };
  const now = new Date();
  const entries = await readStages(ctx, deal);
  const people = await readByIds(ctx, "user", [...new Set(entries.map((e) => e.by).filter((by): by is string => by !== null))]);
  const data = entries.map((e) => ({
    ...e,
    days: daysBetween(e.entered_at, e.left_at ?? now),
    by_name: (people.get(e.by ?? "")?.name as string | undefined) ?? null,
  }));
  const pipelines = await pipelinesById(ctx, typeof deal.pipeline_id === "string" ? [deal.pipeline_id] : []);
  const stages = stagesOf(pipelines, deal.pipeline_id);
  const pipeline = typeof deal.pipeline_id === "string" ? pipelines.byId.get(deal.pipeline_id) : undefined;
  const words = new Map(object.fields.get("stage")?.options?.map((o) => [o.value, o.label]));
  return {
    data,
    pipeline: pipeline
      ? {
          id: pipeline.id,
          name: pipeline.name,
          stages: stages.map((s) => ({
            stage: s.stage,
            label: s.label ?? words.get(s.stage) ?? { zh: s.stage, en: s.stage },
            probability: s.probability,
            stalled_days: s.stalled_days ?? null,
            required_fields: s.required_fields ?? [],
            days: altogether(data.filter((d) => d.stage === s.stage)),
          })),
        }
      : null,
    stalled: stalledOf(deal, stages, now),
  };
}

function stalledOf(deal: ApiRecord, stages: ReturnType<typeof stagesOf>, now: Date): z.infer<typeof answer>["stalled"] {
  const stalling = stallingOf(
    { ...deal, stage: deal.stage },
    stages.find((s) => s.stage === deal.stage),
    now,
  );
  return stalling && { at: stalling.at.toISOString(), is_stalled: stalling.at <= now, reason: stalling.reason, limit: stalling.limit };
}

function altogether(entries: readonly { days: number }[]): number | null {
  return entries.length ? Math.round(entries.reduce((sum, e) => sum + e.days, 0) * 10) / 10 : null;
}

function daysBetween(from: string, to: string | Date): number {
  return Math.max(0, Math.round(((new Date(to).getTime() - new Date(from).getTime()) / day) * 10) / 10);
}
