import type { Context } from "@keshu/kernel";
import type { Filter } from "@keshu/records";
import { add, type CalendarQuery, pointOf, readAll } from "./calendar-entries.ts";
import type { CalendarEntry } from "./calendar-entry.ts";

/** Deals first: one customer called about its deal is one call. */
const planned: readonly { object: "opportunity" | "lead" | "customer"; type: string; open: Filter }[] = [
  { object: "opportunity", type: "stage", open: { stage: { nin: ["won", "lost", "void"] } } },
  { object: "lead", type: "status", open: { status: { in: ["new", "contacting"] } } },
  { object: "customer", type: "level", open: {} },
];

/** Whom it was agreed to be in touch with and when. What has happened since stands as what it was. */
export async function readContacts(ctx: Context, { span, users }: CalendarQuery, entries: CalendarEntry[]): Promise<void> {
  const time = { next_contact_at: { gte: new Date(span.from).toISOString(), lt: new Date(span.to).toISOString() } };
  const whose: Filter = users.length ? { owner_id: { in: users } } : {};
  const told = new Set<string>();
  for (const { object, type, open } of planned) {
    const fields = ["id", "name", "next_contact_at", "last_activity_at", type, "owner_id", "version", ...(object === "opportunity" ? ["customer_id"] : [])];
    for await (const record of readAll(ctx, object, { ...time, ...whose, ...open }, fields)) {
      const at = new Date(String(record.next_contact_at)).toISOString();
      const since = typeof record.last_activity_at === "string" ? Date.parse(record.last_activity_at) : 0;
      const call = `${object === "opportunity" ? record.customer_id : record.id} ${at}`;
      if (since >= Date.parse(at) || told.has(call)) continue;
      told.add(call);
      add(entries, {
        ...pointOf(record, "contact", { object, title: "name", type }),
        start_at: at,
        end_at: at,
        user_ids: typeof record.owner_id === "string" ? [record.owner_id] : [],
        is_overdue: Date.parse(at) < Date.now(),
      });
    }
  }
}
