import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import type { ApiRecord, Filter, GuardResult, PendingWrite } from "./types.ts";

/**
 * What a module adds to the engine for one object. Set-based: a rule sees all rows of a write at once,
 * so that it asks the database once. All run inside the write's transaction or before its one statement.
 */
export interface ObjectRules {
  object: string;
  /** After parsing, before SQL: checks and derived values. Push to `row.problems`; set `row.values.x`. */
  beforeWrite?: (ctx: Context, rows: PendingWrite[], object: ObjectType) => Promise<void> | void;
  /** Which rows `afterWrite` cares about; without it all. Writes of none of them need no transaction. */
  follows?: (row: PendingWrite) => boolean;
  /** After the rows are stored, in the same transaction (its presence makes writes transactional). */
  afterWrite?: (
    ctx: Context,
    rows: { id: string; operation: PendingWrite["operation"]; stored: ApiRecord | null; values: Record<string, unknown> }[],
    object: ObjectType,
  ) => Promise<void>;
  /** After records were taken away for good: what a module keeps about them goes, too. */
  afterPurge?: (ctx: Context, ids: readonly string[]) => Promise<void>;
  /** An object, or a field of it, is taken out of use in this transaction: what records say about it goes, too. */
  afterRemoval?: (ctx: Context, removed: RemovedDefinition) => Promise<void>;
  /** What goes along when a record changes hands, by the path of its object. */
  belongings?: Readonly<Record<string, Belonging>>;
  /** Guards by the names the state machine uses. */
  guards?: Record<string, (ctx: Context, record: ApiRecord, values: Record<string, unknown>) => Promise<GuardResult> | GuardResult>;
}

/** `fields`: only these of the object; else the object as a whole. */
export interface RemovedDefinition {
  object: string;
  fields?: readonly string[];
}

/** Records that point to another by `field` and have its owner. */
export interface Belonging {
  field: string;
  /** Goes along unless the caller names what shall. */
  isDefault?: boolean;
  /** Only these. */
  filter?: Filter;
}
