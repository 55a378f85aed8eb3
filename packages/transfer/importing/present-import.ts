import { type Context, describeError } from "@keshu/kernel";
import { journalDays } from "../sweep-transfers.ts";
import type { StoredImport } from "./stored-import.ts";

/** An import as the API shows it. */
export function presentImport(ctx: Context, stored: StoredImport): Record<string, unknown> {
  const { format } = stored;
  return {
    id: stored.id,
    object: stored.object,
    state: stored.state,
    phase: stored.phase,
    file_name: stored.file_name,
    file_size: stored.file_size,
    dry_run: stored.is_dry_run,
    total: stored.total,
    processed: stored.processed,
    created: stored.created,
    updated: stored.updated,
    unchanged: stored.unchanged,
    skipped: stored.skipped,
    failed: stored.failed,
    mapping: stored.mapping,
    key: stored.key,
    duplicates: stored.duplicates,
    suggestions: stored.suggestions,
    format: {
      kind: format.kind,
      encoding: format.encoding,
      delimiter: format.delimiter,
      sheet: format.sheet,
      header_row: format.headerRow,
      columns: format.header,
    },
    error: stored.error ? { code: stored.error.code, message: describeError(stored.error.code, stored.error.params, ctx.locale) } : null,
    reversal: stored.reversal,
    is_reversible: isReversible(stored),
    user_id: stored.user_id,
    created_at: stored.created_at,
    started_at: stored.started_at,
    finished_at: stored.finished_at,
    reversed_at: stored.reversed_at,
  };
}

/** It may be stopped, or something was written and has not been undone. */
export function isReversible(stored: StoredImport): boolean {
  if (stored.state === "running") return stored.phase !== "reversing";
  const isKept = stored.finished_at !== null && Date.parse(stored.finished_at) > Date.now() - journalDays * 86_400_000;
  return isKept && !stored.is_dry_run && (stored.state === "done" || stored.state === "failed") && stored.created + stored.updated > 0;
}
