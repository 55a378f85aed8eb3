import type { ApiRecord, FieldInfo, ObjectInfo, TransitionInfo } from "../api/types.ts";
import type { BoardColumn } from "./board-columns.ts";

/** Whether a card may go to a column, and what it must bring along. */
export type Verdict =
  | { kind: "same" }
  | { kind: "allowed"; transition: TransitionInfo | undefined; asks: string[] }
  | { kind: "refused"; reason: "noRight" | "noWay" | "closed" | "removed" | "required" };

interface Move {
  object: ObjectInfo;
  field: FieldInfo;
  from: string | null;
  to: BoardColumn;
}

/** What the catalog and the pipeline say about a move, before the server is asked. */
export function verdictOn({ object, field, from, to }: Move): Verdict {
  if (to.value === from) return { kind: "same" };
  if (!object.can.update || field.access === "read" || field.read_only) return { kind: "refused", reason: "noRight" };
  if (to.isRemoved) return { kind: "refused", reason: "removed" };
  if (object.states?.field !== field.name) {
    return to.value === null && field.required ? { kind: "refused", reason: "required" } : { kind: "allowed", transition: undefined, asks: [] };
  }
  const { transitions } = object.states;
  const transition = transitions.find((t) => t.to === to.value && t.from === from) ?? transitions.find((t) => t.to === to.value && t.from === "*");
  if (!transition && from !== null) return { kind: "refused", reason: transitions.some((t) => t.from === from || t.from === "*") ? "noWay" : "closed" };
  return { kind: "allowed", transition, asks: [...new Set([...(transition?.requires ?? []), ...to.requiredFields])] };
}

/** Of what a move asks for, what the record does not have yet. A reason for an end is asked for each time. */
export function missingFor(verdict: Verdict, record: ApiRecord): string[] {
  if (verdict.kind !== "allowed") return [];
  const required = new Set(verdict.transition?.requires ?? []);
  return verdict.asks.filter((name) => required.has(name) || isEmpty(record[name]));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
