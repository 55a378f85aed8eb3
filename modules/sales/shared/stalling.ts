import { closedStages, type PipelineStage } from "./stages.ts";

const day = 24 * 60 * 60 * 1000;
/** Days without a sign of life after which a deal has gone quiet. */
export const quietDays = 14;

export interface DealSigns {
  stage: unknown;
  stage_changed_at?: unknown;
  last_activity_at?: unknown;
  next_contact_at?: unknown;
  created_at?: unknown;
}

export interface Stalling {
  at: Date;
  /** Longer in its stage than the pipeline allows, or no activity for long and none agreed. */
  reason: "stage" | "quiet";
  /** Days allowed. */
  limit: number;
}

/** When and why a deal counts as stalled; null when it is closed. */
export function stallingOf(deal: DealSigns, stage: PipelineStage | undefined, now = new Date()): Stalling | null {
  if (typeof deal.stage !== "string" || closedStages.has(deal.stage)) return null;
  const entered = momentOf(deal.stage_changed_at) ?? momentOf(deal.created_at) ?? now.getTime();
  const life = Math.max(entered, momentOf(deal.last_activity_at) ?? 0);
  const quiet = Math.max(life + quietDays * day, momentOf(deal.next_contact_at) ?? 0);
  const late = stage?.stalled_days ? entered + stage.stalled_days * day : Number.POSITIVE_INFINITY;
  if (late <= quiet) return { at: new Date(late), reason: "stage", limit: stage?.stalled_days as number };
  return { at: new Date(quiet), reason: "quiet", limit: quietDays };
}

function momentOf(value: unknown): number | null {
  const moment = typeof value === "string" || value instanceof Date ? new Date(value).getTime() : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}
