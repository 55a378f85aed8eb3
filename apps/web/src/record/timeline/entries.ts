import type { CatalogIndex } from "../../api/catalog.ts";
import type { ApiRecord, HistoryEntry, ObjectInfo } from "../../api/types.ts";

export type TimelineEntry =
  | { kind: "history"; at: string; key: string; entry: HistoryEntry }
  | { kind: "activity"; at: string; key: string; activity: ApiRecord };

/** The field by which activities point to records of an object, where the activity object exists. */
export function activityLink(catalog: CatalogIndex, object: ObjectInfo): { activity: ObjectInfo; field: string } | null {
  const activity = catalog.byName.get("activity");
  if (!activity?.can.read || object.name === "activity") return null;
  const field = activity.fields.find((f) => f.type === "relation" && f.target === object.name);
  return field ? { activity, field: field.name } : null;
}

const quiet = new Set(["version", "updated_at", "updated_by", "search_text", "name_key", "last_contact_at"]);
/** What an activity says itself where it is shown. */
const told = new Set(["next_contact_at"]);

/** Fields of a change that people care about. */
export function shownDiff(entry: HistoryEntry, object: ObjectInfo): string[] {
  return Object.keys(entry.diff).filter(
    (name) => !quiet.has(name) && !(entry.origin === "rule" && told.has(name)) && object.fields.some((f) => f.name === name && !f.companion_of),
  );
}

/** One timeline, newest first. */
export function mergeEntries(history: readonly HistoryEntry[], activities: readonly ApiRecord[]): TimelineEntry[] {
  return [
    ...history.map((entry): TimelineEntry => ({ kind: "history", at: entry.at, key: entry.cursor, entry })),
    ...activities.map((activity): TimelineEntry => ({ kind: "activity", at: String(activity.happened_at ?? activity.created_at), key: activity.id, activity })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
