import type { Field, ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, createError, type ErrorCode, inLocale, type Principal, timeZoneOf } from "@keshu/kernel";
import { type ApiRecord, listRecords, loadCatalog, readByIds } from "@keshu/records";
import { csvCell } from "../importing/error-file.ts";
import { withReach } from "../narrow-reach.ts";
import { contextFor, type TransferSeams } from "../seams.ts";
import { createCellTexts, type ExportCell } from "./cell-texts.ts";
import { findExport, type StoredExport } from "./export-store.ts";
import { writeXlsx } from "./xlsx-writer.ts";

const pageSize = 1000;
const keptDays = 7;
const mostTries = 3;

export const mediaTypes = { csv: "text/csv; charset=utf-8", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const;

/** Walks the list under the rights the person has now and leaves a file. Starts over when it was interrupted. */
export async function runExport(seams: TransferSeams, id: string, options: { signal: AbortSignal; attempt: number }): Promise<void> {
  const stored = await findExport(seams.db, id);
  if (stored?.state !== "running") return;
  try {
    await walk(seams, stored, options.signal);
  } catch (error) {
    if (options.signal.aborted) throw error;
    const isFinal = error instanceof ApplicationError && error.status < 500;
    if (!isFinal && options.attempt < mostTries) throw error;
    const problem: { code: ErrorCode; params?: Record<string, string | number> } =
      error instanceof ApplicationError ? { code: error.code, params: error.params } : { code: "INTERNAL" };
    await seams.db.query("update keshu.export set state = 'failed', error = $2::jsonb, finished_at = now() where id = $1 and state = 'running'", [
      id,
      JSON.stringify(problem),
    ]);
    if (!isFinal) throw error;
  }
}

async function walk(seams: TransferSeams, stored: StoredExport, signal: AbortSignal): Promise<void> {
  const person = await seams.principalOf(seams.db, stored.user_id, stored.api_key_id);
  if (!person?.reach(stored.object, "export")) throw createError("FORBIDDEN");
  const object = (await loadCatalog(seams.db)).byName.get(stored.object);
  if (!object) throw createError("UNKNOWN_OBJECT");
  const ctx = contextFor(seams.db, person, { locale: stored.locale, origin: `export:${stored.id}` });
  const fields = stored.query.fields.flatMap((name) => object.fields.get(name) ?? []).filter((f) => person.fieldAccess(object.name, f.name) !== "hidden");
  const header = headerOf(stored, fields);
  await seams.db.query("update keshu.export set processed = 0, total = $2 where id = $1", [stored.id, await countAll(ctx, object, stored)]);
  const pages = pagesOf(ctx, object, stored, fields, signal);
  const title = inLocale(object.pluralLabel, ctx.locale);
  const expiresAt = new Date(Date.now() + keptDays * 86_400_000);
  const stream = stored.format === "xlsx" ? writeXlsx(title, header, pages) : writeCsv(header, pages);
  const file = await seams.files.store(seams.db, {
    name: stored.file_name,
    mediaType: mediaTypes[stored.format],
    stream,
    createdBy: stored.user_id,
    expiresAt,
  });
  const { rowCount } = await seams.db.query(
    "update keshu.export set state = 'done', total = processed, file_id = $2, expires_at = $3, finished_at = now() where id = $1 and state = 'running'",
    [stored.id, file.id, expiresAt.toISOString()],
  );
  if (rowCount === 0) await seams.files.delete(seams.db, file.id);
}

/** Labels in the reader's language, or names; a label that two fields share gives way to the name. */
function headerOf(stored: StoredExport, fields: readonly Field[]): string[] {
  const locale = stored.locale === "en" ? "en" : "zh-CN";
  if (stored.options.header === "names") return fields.map((f) => f.name);
  const labels = fields.map((f) => inLocale(f.label, locale));
  return labels.map((label, i) => (labels.indexOf(label) !== labels.lastIndexOf(label) ? (fields[i] as Field).name : label));
}

async function countAll(ctx: Context, object: ObjectType, stored: StoredExport): Promise<number | null> {
  const { fields: _, ...query } = stored.query;
  const { count } = await listRecords(exporting(ctx, object.name), object, { ...query, fields: ["id"], limit: 1, count: "exact" });
  return count ?? null;
}

async function* pagesOf(ctx: Context, object: ObjectType, stored: StoredExport, fields: readonly Field[], signal: AbortSignal): AsyncGenerator<ExportCell[][]> {
  const inner = exporting(ctx, object.name);
  const needsBoth = isNarrow(ctx.principal, object.name, "export") && isNarrow(ctx.principal, object.name, "read");
  const texts = createCellTexts(ctx, object, fields, stored.options.time_zone ?? timeZoneOf(ctx.principal));
  let cursor: string | null | undefined;
  while (cursor !== null) {
    if (signal.aborted) throw createError("SHUTTING_DOWN");
    const page = await listRecords(inner, object, {
      ...stored.query,
      fields: ["id", ...fields.map((f) => f.name)],
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    const records = needsBoth ? await readable(ctx, object, page.data) : page.data;
    if (records.length) yield await texts(records);
    await ctx.db.query("update keshu.export set processed = processed + $2 where id = $1", [stored.id, records.length]);
    cursor = page.next;
  }
}

function isNarrow(principal: Principal, object: string, action: "read" | "export"): boolean {
  return principal.reach(object, action)?.all === false;
}

/** The same person, seeing of this object only what they may export. Where both rights are narrow, what may be read is sifted after. */
function exporting(ctx: Context, object: string): Context {
  const { principal } = ctx;
  const limited = withReach(principal, (name, action) => {
    if (name !== object || action !== "read") return principal.reach(name, action);
    const read = principal.reach(object, "read");
    const given = principal.reach(object, "export");
    return read && given ? (given.all ? read : given) : null;
  });
  return { ...ctx, principal: limited };
}

async function readable(ctx: Context, object: ObjectType, records: readonly ApiRecord[]): Promise<ApiRecord[]> {
  const seen = await readByIds(
    ctx,
    object.name,
    records.map((r) => r.id),
  );
  return records.filter((r) => seen.has(r.id));
}

/** UTF-8 with BOM, which spreadsheets need to see Chinese. */
async function* writeCsv(header: readonly string[], pages: AsyncIterable<readonly (readonly ExportCell[])[]>): AsyncGenerator<string> {
  yield `\ufeff${header.map(csvCell).join(",")}\r\n`;
  for await (const rows of pages) {
    let text = "";
    for (const row of rows) text += `${row.map((c) => (c.number === undefined ? csvCell(c.text) : c.text)).join(",")}\r\n`;
    yield text;
  }
}
