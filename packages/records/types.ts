import type { ObjectType } from "@keshu/catalog";
import type { ErrorCode, Problem } from "@keshu/kernel";

/** A record in API form: field name → value; relations as ids; expanded relations under their expanded name. */
export type ApiRecord = Record<string, unknown> & { id: string };

/** Raw JSON filter of the contract: `{"industry":"制造业","amount":{"gte":"1000"},"or":[…],"and":[…],"not":{…}}`. */
export type Filter = Record<string, unknown>;

export interface ListQuery {
  filter?: Filter;
  /** `-amount,name` */
  sort?: string;
  fields?: readonly string[];
  expand?: readonly string[];
  limit?: number;
  cursor?: string;
  /** Skips that many; for scroll bars. At most 100,000; use cursors to walk everything. */
  offset?: number;
  count?: "none" | "estimated" | "exact";
  /** Full search text: matches like /search, within this object. */
  q?: string;
  /** true: the recycle bin instead of the living records. */
  deleted?: boolean;
  /** 我负责的, 我参与的, 下属负责的; all otherwise. */
  scene?: "mine" | "shared" | "reports" | "all";
  /** IANA zone in which relative days are meant; the reader's own otherwise. */
  timeZone?: string;
}

export interface ListResult {
  data: ApiRecord[];
  next: string | null;
  count?: number;
}

export interface AggregateQuery {
  group?: readonly string[];
  /** `sum(amount)`, `sum(amount*probability)`, `count`, `avg(x)`, `min(x)`, `max(x)`; a date group may be `created_at:month` (day, week, month, quarter, year). */
  measures: readonly string[];
  filter?: Filter;
  scene?: ListQuery["scene"];
  q?: string;
  deleted?: boolean;
  timeZone?: string;
}

export interface AggregateResult {
  /** `{industry: "制造业", count: 3, "sum(amount)": "12.00"}` */
  data: Record<string, unknown>[];
}

export type BatchOperation = "create" | "update" | "upsert" | "delete";

export interface BatchInput {
  operation: BatchOperation;
  /** upsert, and update by other fields than id: fields that find the record. Default ["id"]. */
  key?: readonly string[];
  records: readonly unknown[];
  /** For keys that match: "update" (default), "skip" leaves the stored record alone. */
  onMatch?: "update" | "skip";
}

export type Outcome = "created" | "updated" | "unchanged" | "deleted" | "restored" | "purged" | "skipped";

export interface RowDone {
  ok: true;
  id: string;
  outcome: Outcome;
  /** After an update, unless it is hidden from the caller: sent back with the old values it undoes just this change. */
  version?: number;
  /** Of bulk commands and batch updates: what the changed fields held before, also those a rule changed along. */
  previous?: Record<string, unknown>;
  /** Of transfers: what went along with the record, by path, each with what undoes it. */
  along?: Along;
}

export type Along = Record<string, { id: string; version?: number; previous?: Record<string, unknown> }[]>;

export type RowResult = RowDone | { ok: false; code: ErrorCode; errors: Problem[] };

export interface BatchResult {
  results: RowResult[];
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

/** Options of a write that only trusted server code sets, such as an import or the demo company. */
export interface WriteOptions {
  /** Lets created_at and created_by be supplied: they are data of imported records. */
  keepsProvenance?: boolean;
  /** How values are read: "cell" for imported text. Default "strict". */
  mode?: "strict" | "cell";
  timeZone?: string;
  /** Lets fields that only rules and commands set (readOnly) be supplied, e.g. by a lead's conversion. */
  setsReadOnly?: boolean;
  /** Skips the state machine, e.g. when old records come in any state. */
  anyState?: boolean;
  /** Checks everything and writes nothing. */
  dryRun?: boolean;
  /** For a dry run: ids of records that are not there and would be by now, which relations may point to. */
  assumed?: ReadonlySet<string>;
  /**
   * The records have a past of their own: numbers, history and the change log tell when and by whom it was as
   * `created_at/by` or `updated_at/by` say. With keepsProvenance and setsReadOnly.
   */
  isHistorical?: boolean;
}

export type ChangeKind = "created" | "updated" | "deleted" | "restored" | "removed" | "shared" | "access_changed";

/** One row of `GET /api/v1/changes` and one frame of the socket. */
export interface Change {
  /** `epoch.transaction.sequence`, opaque to clients. */
  cursor: string;
  object: string;
  id: string;
  kind: ChangeKind;
  at: string;
  actor: string | null;
  origin: string;
  /** field → {from, to}; without fields the reader may not see. */
  diff: Record<string, { from?: unknown; to?: unknown }>;
}

/** A record about to be written, as rules see it. `stored` is null on creation. Rules may set further values. */
export interface PendingWrite {
  index: number;
  operation: "create" | "update" | "delete" | "restore";
  stored: ApiRecord | null;
  /** Parsed values the write sets (API form). */
  values: Record<string, unknown>;
  /** Names of the fields the caller gave a value, also where it is the stored one. */
  given?: ReadonlySet<string>;
  problems: Problem[];
}

export type GuardResult = Problem | null;

export interface ObjectRef {
  object: ObjectType;
  id: string;
}
