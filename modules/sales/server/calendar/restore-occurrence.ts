import { dateOf, dayNumber } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import { type Context, createError, within } from "@keshu/kernel";
import { deleteRecord, getRecord, listRecords, restoreRecord, updateRecord, withRetries } from "@keshu/records";
import { overridesOf } from "../recurrence/overrides.ts";
import { firstDayOf, timesOf } from "../recurrence/series.ts";
import { asSystem } from "../rights.ts";
import { changeExceptions, eventObject, overrideOn } from "./event-series.ts";

/** What a command on an occurrence answers, and takes back to undo itself. */
export interface OccurrenceUndo {
  scope: "one" | "following" | "all";
  /** The rule the series had. */
  recurrence?: string | undefined;
  /** The series that was made of the later occurrences. */
  made_id?: string | undefined;
  /** Events that stood for single occurrences and were deleted. */
  deleted_ids?: string[] | undefined;
}

/**
 * Gives a series back what a change or a cancellation took.
 * @throws NOT_FOUND, FORBIDDEN, NO_SUCH_OCCURRENCE, VALIDATION_FAILED
 */
export async function restoreOccurrence(ctx: Context, id: string, on: string, undo: OccurrenceUndo): Promise<void> {
  const object = eventObject();
  if (Number.isNaN(dayNumber(on))) throw createError("NO_SUCH_OCCURRENCE");
  if (undo.scope === "all") return void (await restoreRecord(ctx, object, id));
  await withRetries(ctx, () =>
    ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      await getRecord(inner, object, id, { fields: ["id"] });
      if (undo.scope === "following") return joinAgain(inner, id, on, undo);
      const gone = await deletedOverrides(inner, id, undo.deleted_ids ?? []);
      const stands = await overrideOn(inner, id, on);
      // A cancelled change comes back as it was changed; anything else as the series has it.
      await changeExceptions(inner, id, (days) => [...days].filter((d) => d !== on || gone.length > 0));
      if (stands) await deleteRecord(asSystem(inner), object, stands.id);
      for (const override of gone) await restoreRecord(asSystem(inner), object, override);
    }),
  );
}

/** Two series become one again, with the rule of the first. */
async function joinAgain(ctx: Context, id: string, on: string, undo: OccurrenceUndo): Promise<void> {
  const object = eventObject();
  if (!undo.recurrence) throw createError("VALIDATION_FAILED", { errors: [{ path: "recurrence", code: "REQUIRED", params: { field: "recurrence" } }] });
  let exceptions: string[] = [];
  if (undo.made_id) {
    await getRecord(ctx, object, undo.made_id, { fields: ["id"] });
    const made = timesOf(await getRecord(asSystem(ctx), object, undo.made_id));
    const shift = dayNumber(firstDayOf(made)) - dayNumber(on);
    const back = (day: unknown): string => dateOf(dayNumber(String(day)) - shift);
    for (const override of await overridesOf(ctx, object, undo.made_id))
      await updateRecord(asSystem(ctx), object, override.id, { series_id: id, occurrence_on: back(override.occurrence_on) }, { setsReadOnly: true });
    exceptions = [...made.exceptions].map(back);
    await deleteRecord(ctx, object, undo.made_id);
  }
  await changeExceptions(ctx, id, (days) => [...days, ...exceptions], { recurrence: undo.recurrence });
  for (const override of await deletedOverrides(ctx, id, undo.deleted_ids ?? [])) await restoreRecord(asSystem(ctx), object, override);
}

/** Those of the ids that did stand for occurrences of this series: nothing else is brought back. */
async function deletedOverrides(ctx: Context, id: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { data } = await listRecords(asSystem(ctx), eventObject(), { deleted: true, fields: ["id"], filter: { series_id: id, id: { in: ids } }, limit: 1000 });
  return data.map((record) => record.id);
}
