/** A text in both languages, as the catalog gives it. */
export interface Label {
  zh: string;
  en: string;
}

export interface OptionInfo {
  value: string;
  label: Label;
  color?: string | undefined;
  retired?: boolean | undefined;
}

/** A field as the catalog tells it: already without what the reader may not see. */
export interface FieldInfo {
  name: string;
  type: string;
  label: Label;
  help?: Label | undefined;
  required: boolean;
  unique: boolean;
  default?: unknown;
  options?: OptionInfo[] | undefined;
  target?: string | undefined;
  inverse_label?: Label | undefined;
  max_length?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  decimals?: number | undefined;
  pattern?: string | undefined;
  prefix?: string | undefined;
  read_only?: boolean | undefined;
  sensitivity?: string | undefined;
  searchable?: boolean | undefined;
  group?: string | undefined;
  companion_of?: string | undefined;
  /** The field that holds the same text for English readers. */
  in_english?: string | undefined;
  system: boolean;
  custom: boolean;
  retired?: boolean | undefined;
  access?: "hidden" | "masked" | "read" | "write" | undefined;
  operators?: string[] | undefined;
  sortable?: boolean | undefined;
  groupable?: boolean | undefined;
  measure?: boolean | undefined;
  indexed?: boolean | undefined;
  /** A price or a rate: values of several records do not add up. */
  per_unit?: boolean | undefined;
}

export interface TransitionInfo {
  from: string;
  to: string;
  label: Label;
  requires?: string[] | undefined;
}

export interface ObjectInfo {
  name: string;
  path: string;
  label: Label;
  plural_label: Label;
  module?: string | undefined;
  icon?: string | undefined;
  title_field: string;
  custom: boolean;
  /** The relation to the whole it is a part of, which it has its rights from. */
  part_of?: string | null | undefined;
  fields: FieldInfo[];
  states?: { field: string; initial: string; transitions: TransitionInfo[] } | undefined;
  list_fields?: string[] | undefined;
  key_fields?: string[] | null | undefined;
  /** Fields of which no two records have the same combination of values. */
  unique_together: string[][];
  /** Those of them that an administrator added. */
  added_unique_together: string[][];
  navigable: boolean;
  /** What may go along when a record changes hands, by path. */
  belongings?: { path: string; is_default: boolean }[] | undefined;
  /** What the reader may do with some records of it at least. */
  can: Record<Action, boolean>;
  /** Whether they may delete such records from the recycle bin for good. */
  can_purge?: boolean | undefined;
}

/** A record in API form. */
export type ApiRecord = Record<string, unknown> & { id: string };

export interface ListAnswer {
  data: ApiRecord[];
  next: string | null;
  count?: number;
}

export interface AggregateAnswer {
  data: Record<string, unknown>[];
}

/** What went along with a record that was given away, by path. */
export type Along = Record<string, { id: string; version?: number; previous?: Record<string, unknown> }[]>;

/** What became of one row of a batch; `version` and `previous` are what undoing it needs. */
export type RowAnswer =
  | { ok: true; id: string; outcome: string; version?: number; previous?: Record<string, unknown>; along?: Along }
  | { ok: false; code: string; errors: { path: string; code: string; message: string }[] };

export interface BatchAnswer {
  results: RowAnswer[];
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

export interface HistoryEntry {
  cursor: string;
  kind: string;
  at: string;
  actor: string | null;
  origin: string;
  diff: Record<string, { from?: unknown; to?: unknown }>;
}

export interface HistoryAnswer {
  data: HistoryEntry[];
  next: string | null;
}

export interface TeamMember {
  user_id: string;
  access: "read" | "write";
  until?: string | null;
}

export interface AccessExplanation {
  can: Record<string, boolean>;
  because: AccessReason[];
}

export interface AccessReason {
  rule: string;
  action: Action;
  label: Label;
  /** The owner, department or end of the share it rests on. */
  detail?: string | null;
  /** The roles that give it, with their data scope. */
  roles: { id: string; label: Label; scope: string }[];
}

/** One row of the change log, as the socket sends it. */
export interface Change {
  cursor: string;
  object: string;
  id: string;
  kind: string;
  at: string;
  actor: string | null;
  origin: string;
  diff: Record<string, { from?: unknown; to?: unknown }>;
}

export type Scope = "none" | "self" | "self_and_reports" | "department" | "department_tree" | "departments" | "all";
export type Action = "create" | "read" | "update" | "delete" | "export" | "import";
export const actions: readonly Action[] = ["create", "read", "update", "delete", "export", "import"];
export const scopes: readonly Scope[] = ["none", "self", "self_and_reports", "department", "department_tree", "departments", "all"];
