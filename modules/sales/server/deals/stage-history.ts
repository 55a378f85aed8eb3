import type { Context } from "@keshu/kernel";
import type { ApiRecord } from "@keshu/records";

interface Written {
  id: string;
  operation: string;
  stored: ApiRecord | null;
  values: Record<string, unknown>;
}

/**
 * Keeps when deals entered and left their stages: set-based, in the transaction of the write.
 * @returns by deal that left a win: the customer whose status that win had set
 */
export async function recordStages(ctx: Context, rows: readonly Written[]): Promise<Map<string, string>> {
  const moved = rows.filter(
    (r) => (r.operation === "create" || r.operation === "update") && r.values.stage_changed_at && ("stage" in r.values || "pipeline_id" in r.values),
  );
  if (moved.length === 0) return new Map();
  const left = await leaveStages(
    ctx,
    moved.filter((r) => r.stored),
  );
  const by = ctx.principal.kind === "system" ? null : ctx.principal.userId;
  await ctx.db.prepared(
    `insert into keshu.opportunity_stage (opportunity_id, pipeline_id, stage, entered_at, entered_by)
     select id::uuid, pipeline::uuid, stage, at::timestamptz, coalesce(by, $5)::uuid from unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::text[]) v(id, pipeline, stage, at, by)`,
    [
      moved.map((r) => r.id),
      moved.map((r) => after(r, "pipeline_id") ?? null),
      moved.map((r) => after(r, "stage")),
      moved.map((r) => r.values.stage_changed_at),
      by,
      moved.map((r) => (r.operation === "create" ? (r.values.created_by ?? null) : null)),
    ],
  );
  return left;
}

/** Ends the open stages; a deal older than this history gets the stage it leaves as well. */
async function leaveStages(ctx: Context, rows: readonly Written[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const { rows: closed } = await ctx.db.prepared<{ opportunity_id: string; won_customer_id: string | null }>(
    `update keshu.opportunity_stage s set left_at = greatest(v.at::timestamptz, s.entered_at)
     from unnest($1::uuid[], $2::text[]) v(id, at) where s.opportunity_id = v.id and s.left_at is null returning s.opportunity_id, s.won_customer_id`,
    [rows.map((r) => r.id), rows.map((r) => r.values.stage_changed_at)],
  );
  const known = new Set(closed.map((c) => c.opportunity_id));
  const older = rows.filter((r) => !known.has(r.id) && typeof r.stored?.stage === "string");
  if (older.length)
    await ctx.db.prepared(
      `insert into keshu.opportunity_stage (opportunity_id, pipeline_id, stage, entered_at, left_at, entered_by)
       select id, pipeline::uuid, stage, least(entered::timestamptz, at::timestamptz), at::timestamptz, by::uuid
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) v(id, pipeline, stage, entered, at, by)`,
      [
        older.map((r) => r.id),
        older.map((r) => r.stored?.pipeline_id ?? null),
        older.map((r) => r.stored?.stage),
        older.map((r) => r.stored?.stage_changed_at ?? r.stored?.created_at),
        older.map((r) => r.values.stage_changed_at),
        older.map((r) => r.stored?.created_by ?? null),
      ],
    );
  return new Map(closed.flatMap((c) => (c.won_customer_id ? [[c.opportunity_id, c.won_customer_id] as const] : [])));
}

/** What is kept about deals that are gone for good. */
export async function forgetStages(ctx: Context, ids: readonly string[]): Promise<void> {
  await ctx.db.query("delete from keshu.opportunity_stage where opportunity_id = any($1::uuid[])", [ids]);
}

/** Notes which customers a win made ones who have bought. */
export async function markWins(ctx: Context, wins: readonly { id: string; customerId: string }[]): Promise<void> {
  if (wins.length === 0) return;
  await ctx.db.prepared(
    `update keshu.opportunity_stage s set won_customer_id = v.customer from unnest($1::uuid[], $2::uuid[]) v(id, customer) where s.opportunity_id = v.id and s.left_at is null`,
    [wins.map((w) => w.id), wins.map((w) => w.customerId)],
  );
}

export interface StageEntry {
  stage: string;
  pipeline_id: string | null;
  entered_at: string;
  left_at: string | null;
  by: string | null;
}

/** The stages of one deal in order; what a deal older than this history is in now comes from the record. */
export async function readStages(ctx: Context, deal: ApiRecord): Promise<StageEntry[]> {
  const { rows } = await ctx.db.prepared<StageEntry>(
    "select stage, pipeline_id, entered_at, left_at, entered_by as by from keshu.opportunity_stage where opportunity_id = $1 order by sequence",
    [deal.id],
  );
  if (rows.length > 0 || typeof deal.stage !== "string") return rows;
  const entered_at = (deal.stage_changed_at ?? deal.created_at) as string;
  return [
    { stage: deal.stage, pipeline_id: (deal.pipeline_id as string | null) ?? null, entered_at, left_at: null, by: (deal.created_by as string | null) ?? null },
  ];
}

function after(row: Written, field: string): unknown {
  return field in row.values ? row.values[field] : row.stored?.[field];
}
