import type { ErrorCode, Problem } from "@keshu/kernel";
import type { Suggestion } from "../mapping/suggest-mapping.ts";
import type { SourceFormat } from "../reading/source.ts";
import type { ImportOptions } from "./import-options.ts";

export type Duplicates = "skip" | "update" | "create";

/** A row of keshu.import. */
export interface StoredImport {
  id: string;
  object: string;
  state: "running" | "done" | "failed" | "reversed";
  phase: "reading" | "writing" | "reversing" | null;
  user_id: string;
  api_key_id: string | null;
  locale: string;
  file_id: string | null;
  file_name: string;
  file_size: number;
  options: ImportOptions;
  format: SourceFormat;
  mapping: Record<string, string | null>;
  key: string[];
  duplicates: Duplicates;
  is_dry_run: boolean;
  suggestions: Suggestion[];
  total: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  position: number;
  runner: string | null;
  error: { code: ErrorCode; params?: Record<string, string | number> } | null;
  reversal: Reversal | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  reversed_at: string | null;
}

export interface Reversal {
  deleted: number;
  restored: number;
  /** Records left as they are, and why: someone changed them since, or the right is gone. */
  kept: { id: string; code: ErrorCode }[];
  kept_count: number;
}

export interface RefusedRow {
  row: number;
  cells: string[];
  errors: Problem[];
}

export type RowOutcome = "created" | "updated" | "unchanged" | "skipped";

/** Row of the file, what became of it, what it is called, and its record (null where a dry run would make one). */
export type RowVerdict = [row: number, outcome: RowOutcome, title: string, recordId: string | null];

export interface UpdatedRecord {
  id: string;
  version: number;
  before: Record<string, unknown>;
}

/** A record of another object that a row named and that was made for it. */
export interface MadeOnTheWay {
  object: string;
  id: string;
}
