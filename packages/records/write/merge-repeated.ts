import type { Field, ObjectType, ParseEnvironment } from "@keshu/catalog";
import type { ApiRecord, RowResult } from "../types.ts";
import type { KeyedRow } from "./keys.ts";
import { parseValue } from "./parse-input.ts";
import { isSameValue } from "./same-value.ts";

/** More rows with one key than these are put together first; fewer leave each its own trace. */
const few = 3;

/** Rows of one key, and what they come to together. */
export interface Together {
  rows: readonly KeyedRow[];
  merged: KeyedRow;
  /** What each row sets, parsed. */
  values: readonly ReadonlyMap<Field, unknown>[];
}

/**
 * Rows that follow each other on one key, as one: later values win. Only where no row could fail or matter by itself:
 * sound values of plain fields, no states, relations, unique values or versions. All others are written in their turn.
 */
export function putTogether(
  object: ObjectType,
  key: readonly string[],
  keyed: readonly KeyedRow[],
  env: ParseEnvironment,
): { together: Together[]; others: KeyedRow[] } {
  const groups = Map.groupBy(keyed, (row) => row.text ?? `\0${row.index}`);
  const together: Together[] = [];
  const others: KeyedRow[] = [];
  for (const rows of groups.values()) {
    const values = rows.length > few ? plainValues(object, key, rows, env) : null;
    if (!values) others.push(...rows);
    else together.push({ rows, values, merged: { ...(rows[0] as KeyedRow), record: Object.assign(Object.create(null), ...rows.map((r) => r.record)) } });
  }
  return { together, others };
}

function plainValues(object: ObjectType, key: readonly string[], rows: readonly KeyedRow[], env: ParseEnvironment): Map<Field, unknown>[] | null {
  const all: Map<Field, unknown>[] = [];
  for (const row of rows) {
    if (row.problems.length) return null;
    const values = new Map<Field, unknown>();
    for (const [name, raw] of Object.entries(row.record as object)) {
      if (key.includes(name)) continue;
      const field = object.fields.get(name);
      if (!field || !isPlain(object, field) || (field.required && (raw === null || raw === ""))) return null;
      const { value, problem } = parseValue(field, raw, env);
      if (problem) return null;
      values.set(field, value);
    }
    all.push(values);
  }
  return all;
}

function isPlain(object: ObjectType, field: Field): boolean {
  const isBound = field.target !== undefined || field.type === "file" || field.name === object.states?.field;
  const isCompared = field.unique || object.uniqueTogether?.some((names) => names.includes(field.name));
  return !isBound && !field.system && !isCompared && !field.readOnly && !field.pastOf;
}

/** What each row would have come to in its turn, on a record that was as `before`; null: it was made by the first. */
export function resultsOf({ rows, values }: Together, result: Extract<RowResult, { ok: true }>, before: ApiRecord | null): RowResult[] {
  const now = new Map<string, unknown>();
  return rows.map((_, i): RowResult => {
    let isChanged = false;
    for (const [field, value] of values[i] ?? []) {
      const known = now.has(field.name) ? now.get(field.name) : before?.[field.name];
      if (!isSameValue(field, known, value)) isChanged = true;
      now.set(field.name, value);
    }
    const outcome = i === 0 && !before ? "created" : isChanged ? "updated" : "unchanged";
    return { ...result, outcome };
  });
}
