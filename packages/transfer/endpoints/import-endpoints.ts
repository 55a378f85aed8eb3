import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { uploadOf } from "@keshu/http/multipart";
import { audit, type Context, createError, type Problem } from "@keshu/kernel";
import { addJob } from "@keshu/platform/jobs";
import { currentCatalog } from "@keshu/records";
import { z } from "zod";
import { createImport, type ImportFile, importJob } from "../importing/create-import.ts";
import { errorFile } from "../importing/error-file.ts";
import { type ImportOptions, importOptions } from "../importing/import-options.ts";
import { findImport } from "../importing/import-store.ts";
import { listRows } from "../importing/list-rows.ts";
import { isReversible, presentImport } from "../importing/present-import.ts";
import { previewImport } from "../importing/preview-import.ts";
import { previewReversal } from "../importing/preview-reversal.ts";
import type { StoredImport } from "../importing/stored-import.ts";
import type { TransferSeams } from "../seams.ts";
import { findObject } from "./find-object.ts";
import { importSchema, previewSchema, reversalPreviewSchema, rowQuery, rowsSchema } from "./schemas.ts";

const fileLimit = 1024 * 1024 * 1024;
const idParams = z.strictObject({ id: z.string().max(100) });

export function importEndpoints(seams: TransferSeams): AnyEndpoint[] {
  return [
    defineEndpoint({
      method: "POST",
      path: "/api/v1/imports",
      operationId: "create_import",
      summary: { zh: "导入文件", en: "Import a CSV or XLSX file (parts: file, object, options as JSON)" },
      tag: "imports",
      access: "signed_in",
      consumes: "multipart/form-data",
      bodyLimit: fileLimit,
      responses: { 202: z.object({ id: z.uuid() }) },
      handler: async (ctx, { request }) => {
        const { file, object, options } = readParts(ctx, request);
        const id = await createImport(seams, ctx, object, file, options);
        return { status: 202, body: { id }, headers: { location: `/api/v1/imports/${id}` } };
      },
    }),
    defineEndpoint({
      method: "POST",
      path: "/api/v1/imports/preview",
      operationId: "preview_import",
      summary: { zh: "预览导入", en: "Show how a file would be read; nothing is stored" },
      tag: "imports",
      access: "signed_in",
      consumes: "multipart/form-data",
      bodyLimit: fileLimit,
      isIdempotent: false,
      responses: { 200: previewSchema },
      handler: async (ctx, { request }) => {
        const { file, object, options } = readParts(ctx, request);
        return { status: 200, body: await previewImport(ctx, object, file.path, options) };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/imports",
      operationId: "list_imports",
      summary: { zh: "我的导入", en: "One's own imports, newest first" },
      tag: "imports",
      access: "signed_in",
      query: z.strictObject({ object: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).optional() }),
      responses: { 200: z.object({ data: z.array(importSchema), next: z.null() }) },
      handler: async (ctx, { query }) => {
        const { rows } = await ctx.db.query<StoredImport>(
          "select * from keshu.import where user_id = $1 and ($2::text is null or object = $2) order by created_at desc, id desc limit $3",
          [ctx.principal.userId, query.object ?? null, query.limit ?? 50],
        );
        return { status: 200, body: { data: rows.map((row) => presentImport(ctx, row)), next: null } };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/imports/:id",
      operationId: "get_import",
      summary: { zh: "导入进度", en: "An import and its progress" },
      tag: "imports",
      access: "signed_in",
      params: idParams,
      responses: { 200: importSchema },
      handler: async (ctx, { params }) => ({ status: 200, body: presentImport(ctx, await own(ctx, params.id)) }),
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/imports/:id/rows",
      operationId: "list_import_rows",
      summary: { zh: "逐行结果", en: "What became of each row; of a dry run, what would become of it" },
      tag: "imports",
      access: "signed_in",
      params: idParams,
      query: rowQuery,
      responses: { 200: rowsSchema },
      handler: async (ctx, { params, query }) => {
        const stored = await own(ctx, params.id);
        return { status: 200, body: await listRows(ctx, stored, currentCatalog().byName.get(stored.object), query) };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/imports/:id/errors",
      operationId: "get_import_errors",
      summary: { zh: "未导入的行", en: "The refused rows with their reasons, as CSV" },
      tag: "imports",
      access: "signed_in",
      params: idParams,
      responses: { 200: "text/csv" },
      handler: async (ctx, { params }) => {
        const stored = await own(ctx, params.id);
        const name = `${stored.file_name.replace(/\.[^.]*$/, "")}-${ctx.locale === "en" ? "errors" : "未导入"}.csv`;
        return { status: 200, body: errorFile(ctx, stored, currentCatalog().byName.get(stored.object)), headers: download("text/csv; charset=utf-8", name) };
      },
    }),
    defineEndpoint({
      method: "GET",
      path: "/api/v1/imports/:id/reversal",
      operationId: "preview_import_reversal",
      summary: { zh: "撤销导入会改动多少", en: "How many records undoing the import would touch; several rows may have made one record" },
      tag: "imports",
      access: "signed_in",
      params: idParams,
      responses: { 200: reversalPreviewSchema },
      handler: async (ctx, { params }) => {
        const stored = await own(ctx, params.id);
        const object = currentCatalog().byName.get(stored.object);
        if (!object) throw createError("NOT_FOUND");
        return { status: 200, body: await previewReversal(ctx, stored, object) };
      },
    }),
    defineEndpoint({
      method: "POST",
      path: "/api/v1/imports/:id/reversal",
      operationId: "reverse_import",
      summary: { zh: "撤销导入", en: "Undo an import: what it made goes to the recycle bin, what it changed gets its values back" },
      tag: "imports",
      access: "signed_in",
      params: idParams,
      responses: { 202: importSchema },
      handler: async (ctx, { params }) => ({ status: 202, body: presentImport(ctx, await startReversal(ctx, params.id)) }),
    }),
  ];
}

/** Only who made it, and administrators; for others it does not exist. */
async function own(ctx: Context, id: string): Promise<StoredImport> {
  const stored = await findImport(ctx.db, id);
  if (!stored || (stored.user_id !== ctx.principal.userId && !ctx.principal.isAdministrator)) throw createError("NOT_FOUND");
  return stored;
}

/** Of an import still under way it is also the way to stop it: whoever runs it finds that its turn is over. */
async function startReversal(ctx: Context, id: string): Promise<StoredImport> {
  const stored = await own(ctx, id);
  if (stored.phase === "reversing") throw createError("NOT_READY");
  if (!isReversible(stored)) throw createError("IMPORT_NOT_REVERSIBLE");
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.query<StoredImport>(
      "update keshu.import set state = 'running', phase = 'reversing', runner = null, tries = 0, error = null where id = $1 and (state in ('done', 'failed') or phase in ('reading', 'writing')) returning *",
      [id],
    );
    if (!rows[0]) throw createError("CONFLICT");
    await audit({ ...ctx, db: tx }, { kind: "import.reversal_requested", object: stored.object, recordId: id });
    await addJob(tx, importJob, { id }, { jobKey: `import:${id}` });
    return rows[0];
  });
}

function readParts(
  ctx: Context,
  request: Parameters<AnyEndpoint["handler"]>[1]["request"],
): { file: ImportFile; object: ReturnType<typeof findObject>; options: ImportOptions } {
  const upload = uploadOf(request);
  const file = upload?.files.find((f) => f.field === "file");
  const problems: Problem[] = [];
  if (!file) problems.push({ path: "file", code: "REQUIRED", params: { field: "file" } });
  if (!upload?.fields.object) problems.push({ path: "object", code: "REQUIRED", params: { field: "object" } });
  const options = readOptions(upload?.fields.options, problems);
  if (!file || problems.length) throw createError("VALIDATION_FAILED", { errors: problems });
  return { file, object: findObject(ctx, upload?.fields.object ?? "", "import"), options };
}

function readOptions(text: string | undefined, problems: Problem[]): ImportOptions {
  if (text === undefined || text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw createError("MALFORMED_JSON", { errors: [{ path: "options", code: "MALFORMED_JSON" }] });
  }
  const parsed = importOptions.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = ["options", ...issue.path.map(String)].join(".");
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) problems.push({ path: `${path}.${key}`, code: "INVALID_PARAMETER", params: { field: key } });
    else problems.push({ path, code: "INVALID_PARAMETER", params: { field: path } });
  }
  return {};
}

export function download(type: string, name: string): Record<string, string> {
  return { "content-type": type, "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, "cache-control": "private, no-store" };
}
