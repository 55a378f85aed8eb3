import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, shareRecords } from "@keshu/records";

interface Written {
  id: string;
  operation: string;
  stored: ApiRecord | null;
  values: Record<string, unknown>;
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
