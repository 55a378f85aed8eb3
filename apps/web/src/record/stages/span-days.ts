import type { StageSpan } from "../../modules/web-module.ts";

const dayMs = 86_400_000;

/** From the changes of a state field, in any order, to the stretches spent in each state, oldest first. */
export function spansOf(past: { created: string; initial: string; changes: readonly { at: string; from: unknown; to: unknown }[]; now: Date }): StageSpan[] {
  const changes = [...past.changes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const spans: StageSpan[] = [];
  let stage = String(changes[0]?.from ?? past.initial);
  let entered = past.created;
  for (const change of [...changes, null]) {
    const left = change?.at ?? null;
    const until = left ? Date.parse(left) : past.now.getTime();
    spans.push({ stage, entered_at: entered, left_at: left, days: Math.max(0, Math.floor((until - Date.parse(entered)) / dayMs)) });
    if (!change) break;
    stage = String(change.to);
    entered = change.at;
  }
  return spans;
}

/** Whole days in each state, over all visits. */
export function daysByStage(spans: readonly StageSpan[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const span of spans) days.set(span.stage, (days.get(span.stage) ?? 0) + Math.floor(span.days));
  return days;
}
