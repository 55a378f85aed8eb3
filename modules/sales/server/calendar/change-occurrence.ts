import { instantOf, wallOf } from "@keshu/catalog/field-types/recognition/time-zone";
import { dateOf, dayNumber } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import { formatRule, type RecurrenceRule } from "@keshu/catalog/field-types/recurrence/rule";
import { type Context, createError, within } from "@keshu/kernel";
import { type ApiRecord, createRecord, getRecord, updateRecord, withRetries } from "@keshu/records";
import { withLivingLinks } from "../recurrence/living-links.ts";
import { overridesOf } from "../recurrence/overrides.ts";
import { dayIn, type EventTimes, type Occurrence, walk } from "../recurrence/series.ts";
import { shiftRule } from "../recurrence/shift-rule.ts";
import { asSystem } from "../rights.ts";
import { changeExceptions, copyOf, copyTeam, eventObject, overrideOn, readSeries } from "./event-series.ts";
import type { OccurrenceUndo } from "./restore-occurrence.ts";

export type OccurrenceScope = "one" | "following" | "all";

interface Changed {
  event: ApiRecord;
  /** What `restoreOccurrence` takes to undo it; null: change it back. */
  undo: OccurrenceUndo | null;
}

interface Moving {
  series: ApiRecord;
  times: EventTimes;
  occurrence: Occurrence;
  patch: Record<string, unknown>;
}

/**
 * Changes one occurrence of a series, it and all that follow, or all. Times in `patch` are those of this occurrence.
 * `ifMatch`: the version of the series the caller saw.
 * @throws NOT_FOUND, FORBIDDEN, NOT_RECURRING, NO_SUCH_OCCURRENCE, STALE_VERSION, VALIDATION_FAILED
 */
export async function changeOccurrence(
  ctx: Context,
  id: string,
  on: string,
  scope: OccurrenceScope,
  patch: Record<string, unknown>,
  { ifMatch }: { ifMatch?: number | undefined } = {},
): Promise<Changed> {
  return withRetries(ctx, () =>
    ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const { series, times, occurrence } = await readSeries(inner, id, on);
      if (ifMatch !== undefined && series.version !== ifMatch) throw createError("STALE_VERSION");
      const moving = { series, times, occurrence, patch };
      if (scope === "one") return changeOne(inner, moving);
      if (scope === "following" && on !== firstOf(times)) return changeFollowing(inner, moving);
      return changeAll(inner, moving);
    }),
  );
}

function firstOf(times: EventTimes): string | undefined {
  return walk(times).next().value?.on;
}

async function changeOne(ctx: Context, { series, times, occurrence, patch }: Moving): Promise<Changed> {
  const object = eventObject();
  const undo: OccurrenceUndo = { scope: "one" };
  if ("recurrence" in patch) throw invalid("recurrence", "READ_ONLY");
  const there = await overrideOn(ctx, series.id, occurrence.on);
  if (there) return { event: await updateRecord(ctx, object, there.id, patch), undo: null };
  if (times.exceptions.has(occurrence.on)) throw createError("NO_SUCH_OCCURRENCE");
  await changeExceptions(ctx, series.id, (days) => [...days, occurrence.on]);
  const base = {
    ...(await withLivingLinks(asSystem(ctx), object, copyOf(object, series))),
    ...momentsOf(occurrence),
    series_id: series.id,
    occurrence_on: occurrence.on,
  };
  const made = await createRecord(asSystem(ctx), object, base, { setsReadOnly: true });
  await copyTeam(ctx, series.id, made.id);
  return { event: await updateRecord(ctx, object, made.id, patch), undo };
}

async function changeAll(ctx: Context, { series, times, occurrence, patch }: Moving): Promise<Changed> {
  const object = eventObject();
  const shifted = shiftedPatch(times, occurrence, times.rule as RecurrenceRule, { startAt: times.startAt, endAt: times.endAt }, patch);
  const event = await updateRecord(ctx, object, series.id, shifted.patch);
  if (shifted.days === 0) return { event, undo: null };
  const moved = (day: string): string => dateOf(dayNumber(day) + shifted.days);
  await changeExceptions(ctx, series.id, (days) => [...days].map(moved));
  // Backwards in time where the series moves forward, so that no two stand on one day meanwhile.
  const overrides = (await overridesOf(ctx, object, series.id)).sort((a, b) => String(a.occurrence_on).localeCompare(String(b.occurrence_on)));
  for (const override of shifted.days > 0 ? overrides.reverse() : overrides)
    await updateRecord(asSystem(ctx), object, override.id, { occurrence_on: moved(String(override.occurrence_on)) }, { setsReadOnly: true });
  return { event: await getRecord(ctx, object, series.id), undo: null };
}

async function changeFollowing(ctx: Context, { series, times, occurrence, patch }: Moving): Promise<Changed> {
  const object = eventObject();
  const rule = times.rule as RecurrenceRule;
  const { earlier, later } = splitRule(times, rule, occurrence.on);
  await changeExceptions(ctx, series.id, (days) => [...days].filter((d) => d < occurrence.on), { recurrence: formatRule(earlier) });
  const shifted = shiftedPatch(times, occurrence, later, occurrence, patch);
  const base = { ...(await withLivingLinks(asSystem(ctx), object, copyOf(object, series))), ...momentsOf(occurrence), recurrence: formatRule(later) };
  const made = await createRecord(asSystem(ctx), object, base, { setsReadOnly: true });
  await copyTeam(ctx, series.id, made.id);
  const moved = (day: string): string => dateOf(dayNumber(day) + shifted.days);
  for (const override of await overridesOf(ctx, object, series.id))
    if (String(override.occurrence_on) >= occurrence.on)
      await updateRecord(
        asSystem(ctx),
        object,
        override.id,
        { series_id: made.id, occurrence_on: moved(String(override.occurrence_on)) },
        { setsReadOnly: true },
      );
  const exceptions = [...times.exceptions].filter((d) => d >= occurrence.on).map(moved);
  if (exceptions.length) await updateRecord(asSystem(ctx), object, made.id, { exceptions }, { setsReadOnly: true });
  const event = await updateRecord(ctx, object, made.id, shifted.patch);
  return { event, undo: { scope: "following", recurrence: formatRule(rule), made_id: made.id } };
}

/** The rule up to the day before, and from the day on. */
export function splitRule(times: EventTimes, rule: RecurrenceRule, on: string): { earlier: RecurrenceRule; later: RecurrenceRule } {
  const earlier = { ...rule, count: null, until: dateOf(dayNumber(on) - 1) };
  if (rule.count === null) return { earlier, later: rule };
  let passed = 0;
  for (const occurrence of walk(times)) {
    if (occurrence.on >= on) break;
    passed++;
  }
  return { earlier, later: { ...rule, count: rule.count - passed } };
}

export function momentsOf(occurrence: Occurrence): Record<string, string> {
  return { start_at: new Date(occurrence.startAt).toISOString(), end_at: new Date(occurrence.endAt).toISOString() };
}

/** A patch meant for one occurrence, said of a series that begins at `base`; and by how many days the series moves. */
function shiftedPatch(
  times: EventTimes,
  occurrence: Occurrence,
  rule: RecurrenceRule,
  base: { startAt: number; endAt: number },
  given: Record<string, unknown>,
): { patch: Record<string, unknown>; days: number } {
  const patch = { ...given };
  if (given.start_at === undefined && given.end_at === undefined) return { patch, days: 0 };
  const start = momentIn(given.start_at, occurrence.startAt, "start_at");
  const end = momentIn(given.end_at, start + occurrence.endAt - occurrence.startAt, "end_at");
  // On the clocks of the series: what moves by an hour in summer moves by an hour in winter.
  const wall = (instant: number): number => wallOf(instant, times.timeZone);
  const startWall = wall(base.startAt) + wall(start) - wall(occurrence.startAt);
  patch.start_at = new Date(instantOf(startWall, times.timeZone)).toISOString();
  patch.end_at = new Date(instantOf(startWall + wall(end) - wall(start), times.timeZone)).toISOString();
  const to = dayIn(start, times.timeZone);
  const days = dayNumber(to) - dayNumber(occurrence.on);
  if (days !== 0 && given.recurrence === undefined) {
    const shifted = shiftRule(rule, occurrence.on, to);
    if (!shifted) throw invalid("start_at", "INVALID_RECURRENCE", { reason: formatRule(rule) });
    patch.recurrence = formatRule(shifted);
  }
  return { patch, days };
}

/** A moment in any form that fields take; without one, `otherwise`. */
function momentIn(value: unknown, otherwise: number, path: string): number {
  if (value === undefined) return otherwise;
  const at = typeof value === "string" && /(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw invalid(path, "INVALID_DATETIME");
  return at;
}

function invalid(path: string, code: "INVALID_DATETIME" | "INVALID_RECURRENCE" | "READ_ONLY", params: Record<string, string> = {}) {
  return createError("VALIDATION_FAILED", { errors: [{ path, code, params: { field: path, ...params } }] });
}
