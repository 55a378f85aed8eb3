import { fieldOf } from "../../api/catalog.ts";
import type { ApiRecord, HistoryEntry, ObjectInfo } from "../../api/types.ts";

interface Moment {
  key: string;
  at: number;
  order: number;
}

/** Something that happened, of one of the streams a timeline joins. */
export type TimelineEntry = Moment &
  (
    | { kind: "history"; entry: HistoryEntry }
    | { kind: "activity"; record: ApiRecord; isWaiting?: boolean }
    | { kind: "task"; record: ApiRecord }
    | { kind: "event"; record: ApiRecord }
  );

export type Shown = "all" | "activity" | "task" | "event" | "file" | "history";

const quiet = new Set(["version", "updated_at", "updated_by", "search_text", "name_key"]);
/** What an activity says itself where it is shown. */
const told = new Set(["next_contact_at"]);

/** Fields of a change that people care about: not what rules derive from others. */
export function shownDiff(entry: HistoryEntry, object: ObjectInfo): string[] {
  return Object.keys(entry.diff).filter((name) => {
    const field = fieldOf(object, name);
    return field && !field.companion_of && !quiet.has(name) && (!field.read_only || name === "closed_at") && !(entry.origin === "rule" && told.has(name));
  });
}

const time = (value: unknown): number => Date.parse(String(value)) || 0;

export const ofHistory = (entry: HistoryEntry): TimelineEntry => ({ kind: "history", key: entry.cursor, at: time(entry.at), order: time(entry.at), entry });

export function ofActivity(record: ApiRecord): TimelineEntry {
  const at = time(record.happened_at ?? record.created_at);
  return { kind: "activity", key: record.id, at, order: at, record };
}

/** A task stands where it was done; open ones are among the next steps, and stand where they were made. */
export function ofTask(record: ApiRecord): TimelineEntry {
  return { kind: "task", key: record.id, at: time(record.completed_at ?? record.created_at), order: time(record.created_at), record };
}

export function ofEvent(record: ApiRecord): TimelineEntry {
  const at = time(record.start_at);
  return { kind: "event", key: record.id, at, order: at, record };
}

/** Entries under the day they belong to, as `2026-11-22`, in the order given. */
export function byDay<T extends Moment>(entries: readonly T[], dayOf: (moment: Date) => string): [string, T[]][] {
  return [...Map.groupBy(entries, (e) => dayOf(new Date(e.at)))];
}
