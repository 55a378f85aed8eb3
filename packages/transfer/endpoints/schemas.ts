import { z } from "zod";

const count = z.int().min(0).max(2_147_483_647);
const problem = z.object({ code: z.string().max(64), message: z.string().max(2000) });
const mapping = z.record(z.string(), z.string().max(200).nullable());

export const suggestionSchema = z
  .object({
    column: z.string(),
    field: z.string().nullable().describe("`field`, or `field.part` such as `name.last`, `address.city`"),
    confidence: z.number().min(0).max(1),
    samples: z.array(z.string()),
  })
  .meta({ id: "ImportSuggestion" });

export const importSchema = z
  .object({
    id: z.uuid(),
    object: z.string(),
    state: z.enum(["running", "done", "failed", "reversed"]),
    phase: z.enum(["reading", "writing", "reversing"]).nullable(),
    file_name: z.string(),
    file_size: z
      .int()
      .min(0)
      .max(2 ** 40),
    dry_run: z.boolean(),
    total: count,
    processed: count,
    created: count,
    updated: count,
    unchanged: count,
    skipped: count,
    failed: count,
    mapping,
    key: z.array(z.string()),
    duplicates: z.enum(["skip", "update", "create"]),
    suggestions: z.array(suggestionSchema),
    format: z.object({
      kind: z.enum(["csv", "xlsx"]),
      encoding: z.string().nullable(),
      delimiter: z.string().nullable(),
      sheet: z.string().nullable(),
      header_row: count,
      columns: z.array(z.string()),
    }),
    error: problem.nullable(),
    reversal: z.object({ deleted: count, restored: count, kept: z.array(z.object({ id: z.uuid(), code: z.string() })), kept_count: count }).nullable(),
    is_reversible: z.boolean(),
    user_id: z.uuid(),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
    reversed_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Import" });

export const reversalPreviewSchema = z
  .object({ deleted: count.describe("Made by the import: they would go to the recycle bin"), restored: count.describe("They would get their old values back") })
  .meta({ id: "ImportReversalPreview" });

export const rowQuery = z.strictObject({
  outcome: z.enum(["created", "updated", "unchanged", "skipped", "failed"]).optional().describe("Default: all"),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z.string().max(40).optional(),
});

export const rowsSchema = z.object({
  data: z.array(
    z
      .object({
        row: count,
        outcome: z.enum(["created", "updated", "unchanged", "skipped", "failed"]),
        title: z.string().max(100),
        record_id: z.uuid().nullable(),
        errors: z.array(z.object({ path: z.string(), code: z.string().max(64), message: z.string().max(2000) })),
      })
      .meta({ id: "ImportRow" }),
  ),
  next: z.string().nullable(),
});

export const previewSchema = z
  .object({
    format: z.object({
      kind: z.enum(["csv", "xlsx"]),
      encoding: z.string().nullable(),
      delimiter: z.string().nullable(),
      sheet: z.string().nullable(),
      sheets: z.array(z.string()),
      header_row: count,
    }),
    columns: z.array(z.string()),
    suggestions: z.array(suggestionSchema),
    mapping,
    keys: z.array(z.array(z.string())).describe("Keys the mapped fields offer, surest first"),
    rows: z.array(
      z.object({
        row: count,
        cells: z.array(z.string()),
        problem: problem.optional(),
        verdicts: z.array(
          z.object({ field: z.string(), ok: z.boolean(), value: z.unknown().optional(), code: z.string().optional(), message: z.string().optional() }),
        ),
      }),
    ),
  })
  .meta({ id: "ImportPreview" });

export const exportRequest = z.strictObject({
  object: z.string().min(1).max(100),
  filter: z.record(z.string(), z.unknown()).optional(),
  fields: z.array(z.string().max(100)).max(500).optional().describe("Default: all that a list can show"),
  sort: z.string().max(500).optional(),
  q: z.string().max(200).optional(),
  scene: z.enum(["mine", "shared", "reports", "all"]).optional(),
  format: z.enum(["csv", "xlsx"]).optional().describe("Default csv"),
  header: z.enum(["labels", "names"]).optional().describe("What stands in the first row; default labels in the caller's language"),
  time_zone: z.string().max(64).optional(),
});

export const exportSchema = z
  .object({
    id: z.uuid(),
    object: z.string(),
    state: z.enum(["running", "done", "failed"]),
    format: z.enum(["csv", "xlsx"]),
    file_name: z.string(),
    processed: count,
    total: count.nullable(),
    error: problem.nullable(),
    created_at: z.iso.datetime(),
    finished_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Export" });
