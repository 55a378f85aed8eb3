import type { ProblemDetail } from "../api/problem.ts";

/** A write that waits until it can be sent, or that was refused and waits for its person. Kept in this browser. */
export interface OutboxEntry {
  /** Idempotency-Key of the write: however often it is sent, it happens once. */
  id: string;
  userId: string;
  kind: "update" | "create";
  object: string;
  path: string;
  recordId: string;
  /** What people call the record. */
  title: string;
  values: Record<string, unknown>;
  /** What the person saw in the fields they changed, and the version they saw. */
  seen: Record<string, unknown>;
  version: number;
  at: string;
  /** waiting: goes by itself; the others need a decision. */
  state: "waiting" | "refused" | "conflict" | "gone";
  problem?: { message: string; errors: ProblemDetail[] };
}

/** Both empty, or the same value. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

/** As typed (`5`, `10.5`) and as stored (`5.0`, `10.50`, 5). */
const decimal = /^-?\d+(\.\d+)?$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function normal(value: unknown): unknown {
  if (typeof value === "string" && moment.test(value)) return Date.parse(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "string" && decimal.test(value)) return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  if (value === "" || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}

/** Fields that another person changed meanwhile as well, to something else. */
export function clashes(values: Record<string, unknown>, seen: Record<string, unknown>, current: Record<string, unknown>): string[] {
  return Object.keys(values).filter((name) => !isSame(current[name], seen[name]) && !isSame(current[name], values[name]));
}

const quiet = new Set(["version", "updated_at", "updated_by"]);

/** Fields that others changed since `seen`, besides those in `values`: their changes stand. */
export function changedByOthers(values: Record<string, unknown>, seen: Record<string, unknown>, current: Record<string, unknown>): string[] {
  return Object.keys(seen).filter((name) => name in current && !(name in values) && !quiet.has(name) && !isSame(current[name], seen[name]));
}
