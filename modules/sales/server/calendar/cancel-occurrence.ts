import { formatRule, type RecurrenceRule } from "@keshu/catalog/field-types/recurrence/rule";
import { type Context, within } from "@keshu/kernel";
import { deleteRecord, withRetries } from "@keshu/records";
import { overridesOf } from "../recurrence/overrides.ts";
import { walk } from "../recurrence/series.ts";
import { asSystem } from "../rights.ts";
import { type OccurrenceScope, splitRule } from "./change-occurrence.ts";
import { changeExceptions, eventObject, overrideOn, readSeries } from "./event-series.ts";
import type { OccurrenceUndo } from "./restore-occurrence.ts";

/**
 * Cancels one occurrence, it and all that follow, or the whole series; answers what undoes it.
 * @throws NOT_FOUND, FORBIDDEN, NOT_RECURRING, NO_SUCH_OCCURRENCE
 */
export async function cancelOccurrence(ctx: Context, id: string, on: string, scope: OccurrenceScope): Promise<OccurrenceUndo> {
  return withRetries(ctx, () =>
    ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const object = eventObject();
      const { times } = await readSeries(inner, id, on);
      if (scope === "one") {
        await changeExceptions(inner, id, (days) => [...days, on]);
        const there = await overrideOn(inner, id, on);
        if (there) await deleteRecord(asSystem(inner), object, there.id);
        return { scope: "one", ...(there ? { deleted_ids: [there.id] } : {}) };
      }
      if (scope === "all" || walk(times).next().value?.on === on) {
        await deleteRecord(inner, object, id);
        return { scope: "all" };
      }
      const rule = times.rule as RecurrenceRule;
      const { earlier } = splitRule(times, rule, on);
      await changeExceptions(inner, id, (days) => days, { recurrence: formatRule(earlier) });
      const later = (await overridesOf(inner, object, id)).filter((o) => String(o.occurrence_on) >= on);
      for (const override of later) await deleteRecord(asSystem(inner), object, override.id);
      return { scope: "following", recurrence: formatRule(rule), deleted_ids: later.map((o) => o.id) };
    }),
  );
}
