import { createReadStream } from "node:fs";
import type { ObjectType } from "@keshu/catalog";
import { audit, type Context, createError, newId, within } from "@keshu/kernel";
import { addJob } from "@keshu/platform/jobs";
import { suggestMapping } from "../mapping/suggest-mapping.ts";
import { inspectSource } from "../reading/source.ts";
import { apiKeyOf, type TransferSeams } from "../seams.ts";
import type { ImportOptions } from "./import-options.ts";
import { safeJson } from "./import-store.ts";
import { planImport } from "./plan.ts";

export const importJob = "import.run";

export interface ImportFile {
  name: string;
  type: string;
  size: number;
  path: string;
}

/**
 * Takes in a file and queues the import; what is wrong with the file, the mapping or the rights is told now.
 * @throws FORBIDDEN, FILE_*, VALIDATION_FAILED
 */
export async function createImport(seams: TransferSeams, ctx: Context, object: ObjectType, file: ImportFile, options: ImportOptions): Promise<string> {
  if (!ctx.principal.reach(object.name, "import")) throw createError("FORBIDDEN");
  checkTimeZone(options.time_zone);
  const { format, rows } = await inspectSource(file.path, options);
  const suggestions = suggestMapping(
    object,
    ctx.principal,
    format.header,
    rows.map((r) => r.cells),
  );
  const plan = planImport(ctx, object, format.header, suggestions, options);
  const id = newId();
  await ctx.db.transaction(async (tx) => {
    const stored = await seams.files.store(tx, {
      name: file.name,
      mediaType: file.type || "application/octet-stream",
      stream: createReadStream(file.path),
      createdBy: ctx.principal.userId,
      expiresAt: null,
    });
    await tx.query(
      `insert into keshu.import (id, object, phase, user_id, api_key_id, locale, file_id, file_name, file_size, options, format, mapping, key, duplicates, is_dry_run, suggestions)
       values ($1, $2, 'reading', $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12::text[], $13, $14, $15::jsonb)`,
      [
        id,
        object.name,
        ctx.principal.userId,
        apiKeyOf(ctx.principal),
        ctx.locale,
        stored.id,
        stored.name,
        stored.size,
        safeJson(options),
        safeJson(format),
        safeJson(plan.mapping),
        plan.key,
        plan.duplicates,
        options.dry_run ?? false,
        safeJson(suggestions),
      ],
    );
    await audit(within(ctx, tx), {
      kind: "import.requested",
      object: object.name,
      recordId: id,
      details: {
        bytes: stored.size,
        fields: Object.values(plan.mapping).filter(Boolean),
        key: plan.key,
        duplicates: plan.duplicates,
        dry_run: options.dry_run ?? false,
      },
    });
    await addJob(tx, importJob, { id }, { jobKey: `import:${id}` });
  });
  return id;
}

export function checkTimeZone(zone: string | undefined): void {
  if (zone === undefined) return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw createError("VALIDATION_FAILED", { errors: [{ path: "time_zone", code: "INVALID_VALUE" }] });
  }
}
