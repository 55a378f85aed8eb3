import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, covers, type PendingWrite, shareRecords } from "@keshu/records";

interface Written {
  id: string;
  operation: string;
  stored: ApiRecord | null;
  values: Record<string, unknown>;
}

/** Attending lets people see the event: who only has a share of it cannot pass that on. */
export function refusePassingOn(ctx: Context, row: PendingWrite): void {
  if (row.operation !== "update" || !row.stored || !("attendee_ids" in row.values)) return;
  const before = new Set(idsIn(row.stored.attendee_ids));
  if (idsIn(row.values.attendee_ids).every((id) => before.has(id))) return;
  const { owner_id: owner, department_id: department } = row.stored as { owner_id?: string | null; department_id?: string | null };
  const isTheirs = covers(ctx.principal.reach("event", "update"), owner ?? null, department ?? null, () => false);
  if (!isTheirs) row.problems.push({ path: "attendee_ids", code: "SHARED_WITH_YOU" });
}

/** Who is to attend an event may see it, as long as they are. */
export async function shareWithAttendees(ctx: Context, object: ObjectType, rows: readonly Written[]): Promise<void> {
  const changes = rows
    .filter((row) => row.operation !== "delete" && "attendee_ids" in row.values)
    .map((row) => {
      const before = new Set(idsIn(row.stored?.attendee_ids));
      const after = new Set(idsIn(row.values.attendee_ids));
      return { id: row.id, added: [...after].filter((id) => !before.has(id)), removed: [...before].filter((id) => !after.has(id)) };
    })
    .filter((change) => change.added.length || change.removed.length);
  if (changes.length) await shareRecords(ctx, object, changes);
}

export function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : [];
}
