import type { ObjectType } from "@keshu/catalog";
import { instantOf, wallOf } from "@keshu/catalog/field-types/recognition/time-zone";
import { dayNumber, occurrenceDays } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import { formatRule, parseRule } from "@keshu/catalog/field-types/recurrence/rule";
import { type Context, timeZoneOf } from "@keshu/kernel";
import { type ApiRecord, createRecord, listRecords, readByIds } from "@keshu/records";
import { asSystem } from "../rights.ts";
import { withLivingLinks } from "./living-links.ts";
import { dayIn } from "./series.ts";

const dayMs = 86_400_000;

interface Written {
  id: string;
  operation: string;
  stored: ApiRecord | null;
  values: Record<string, unknown>;
}

/**
 * Completing a task that repeats makes the next one. The write that completes it holds the task, so that of two at
 * once only one does; and the next one names the one before it, so that a task completed again makes no second.
 */
export async function makeNextTasks(ctx: Context, object: ObjectType, rows: readonly Written[]): Promise<void> {
  const done = rows
    .filter((row) => row.operation === "update" && row.values.status === "done" && row.stored?.status !== "done")
    .map((row) => ({ ...row.stored, ...row.values, id: row.id }) as ApiRecord)
    .filter((task) => typeof task.recurrence === "string" && typeof task.due_at === "string");
  if (done.length === 0) return;
  const system = asSystem(ctx);
  const followed = await followedAmong(system, object, done);
  const zones = await zonesOf(system, done);
  for (const task of done) {
    const next = followed.has(task.id) ? null : nextOf(task, zones.get(task.owner_id as string) ?? timeZoneOf(ctx.principal), Date.now());
    if (!next) continue;
    const taken = await withLivingLinks(system, object, copyOf(object, task));
    await createRecord(system, object, { ...taken, ...next, follows_id: task.id }, { setsReadOnly: true });
  }
}

/** When the next task is due, with its reminder and what is left of the rule; null when the series has ended. */
export function nextOf(task: ApiRecord, timeZone: string, now: number): { due_at: string; remind_at: string | null; recurrence: string } | null {
  const parsed = parseRule(String(task.recurrence));
  if (!parsed.ok) return null;
  const { rule } = parsed;
  const due = Date.parse(String(task.due_at));
  const wall = wallOf(due, timeZone);
  const start = dayNumber(dayIn(due, timeZone));
  const lastMoment = rule.until !== null && rule.until.length > 10 ? Date.parse(rule.until) : Number.POSITIVE_INFINITY;
  // What was missed meanwhile is not made up for, but counts; so does the task itself.
  let left = rule.count === null ? null : rule.count;
  const from = left === null ? Math.max(start + 1, Math.floor(now / dayMs) - 1) : start + 1;
  for (const day of occurrenceDays({ ...rule, count: null }, start, from)) {
    const at = instantOf(wall + (day - start) * dayMs, timeZone);
    if (at > lastMoment || (left !== null && --left < 1)) return null;
    if (at <= now) continue;
    const remind = task.remind_at ? new Date(Date.parse(String(task.remind_at)) + at - due).toISOString() : null;
    return { due_at: new Date(at).toISOString(), remind_at: remind, recurrence: formatRule({ ...rule, count: left }) };
  }
  return null;
}

/** Tasks that have a next one already, in the recycle bin or not. */
async function followedAmong(ctx: Context, object: ObjectType, tasks: readonly ApiRecord[]): Promise<Set<unknown>> {
  const query = { filter: { follows_id: { in: tasks.map((t) => t.id) } }, fields: ["follows_id"], limit: 1000 };
  const living = await listRecords(ctx, object, query);
  const deleted = await listRecords(ctx, object, { ...query, deleted: true });
  return new Set([...living.data, ...deleted.data].map((record) => record.follows_id));
}

/** Time zones of the owners. */
async function zonesOf(ctx: Context, tasks: readonly ApiRecord[]): Promise<Map<string, string>> {
  const ids = [...new Set(tasks.map((t) => t.owner_id).filter((id): id is string => typeof id === "string"))];
  const users = await readByIds(ctx, "user", ids);
  return new Map([...users].flatMap(([id, user]) => (typeof user.time_zone === "string" ? [[id, user.time_zone] as const] : [])));
}

const notCopied = new Set(["status", "due_at", "remind_at", "recurrence", "files"]);

/** What the next task takes over: what people filled in, except its course. */
function copyOf(object: ObjectType, task: ApiRecord): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of object.fieldList) {
    const isOwn = field.system ? ["owner_id", "department_id", "tags"].includes(field.name) : !field.readOnly && !field.unique && !notCopied.has(field.name);
    if (isOwn && field.type !== "file" && field.type !== "auto_number") values[field.name] = task[field.name] ?? null;
  }
  return values;
}
