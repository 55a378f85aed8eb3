import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { isSame } from "../../outbox/entry.ts";

export type Side = "mine" | "theirs";

/** A field that the reader, a colleague or both changed. */
export interface ConflictRow {
  field: FieldInfo;
  /** The field and its companions, which go together: an amount and its currency. */
  names: string[];
  /** Both changed it to different values: one has to be chosen. */
  isClash: boolean;
  /** What stands unless the reader chooses otherwise. */
  choice: Side;
}

const quiet = new Set(["id", "version", "updated_at", "updated_by"]);

/** What two people changed at once, field by field; what the system works out follows by itself. Mine stands where I touched a field, theirs elsewhere. */
export function conflictRows(
  object: ObjectInfo,
  seen: Record<string, unknown>,
  mine: Record<string, unknown>,
  current: Record<string, unknown>,
): ConflictRow[] {
  return object.fields
    .filter((f) => !f.companion_of && !f.read_only && !quiet.has(f.name))
    .flatMap((field): ConflictRow[] => {
      const names = [field.name, ...object.fields.filter((f) => f.companion_of === field.name).map((f) => f.name)];
      const isTouched = names.some((n) => n in mine);
      const isTheirs = names.some((n) => n in seen && !isSame(seen[n], current[n]));
      if (!isTouched && !isTheirs) return [];
      const isClash = isTouched && isTheirs && names.some((n) => n in mine && !isSame(mine[n], current[n]));
      return [{ field, names, isClash, choice: isTouched ? "mine" : "theirs" }];
    });
}

/** What has to be written over the current record so that the choices stand. */
export function chosenValues(
  rows: readonly ConflictRow[],
  choices: Readonly<Record<string, Side>>,
  mine: Record<string, unknown>,
  current: Record<string, unknown>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { field, names, choice } of rows) {
    if ((choices[field.name] ?? choice) !== "mine") continue;
    for (const name of names) if (name in mine && !isSame(mine[name], current[name])) values[name] = mine[name];
  }
  return values;
}
